package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Holds some datagrams until later ones have overtaken them, but not for ever.
 *
 * <p>With a share of 1 all would be held and none left to overtake them: then one is held at a time, and those behind it pass.
 */
final class ReorderStage extends HoldingStage {

    private final int distance;
    private final long longest;
    private final boolean oneAtATime;

    /**
     * Makes the stage.
     *
     * @param distance how many later ones overtake
     * @param longest how long one is held at most, in nanoseconds
     * @param choosesAll whether its share is 1
     */
    ReorderStage(Selector selector, boolean choosesAll, int distance, long longest) {
        super(PacketRank.REORDER, selector);
        this.distance = distance;
        this.longest = longest;
        this.oneAtATime = choosesAll && selector.picksNone();
    }

    /** Those that it lets pass go ahead of those that it holds. */
    @Override
    boolean seesAll() {
        return true;
    }

    @Override
    void accept(Packet packet, long verdict, long number, long now, PacketOut out) {
        boolean mayHold = packet.copy() == 0 && !(oneAtATime && !held().isEmpty());
        super.accept(packet, mayHold ? verdict : 0, number, now, out);
        if ((verdict == 0 || !mayHold) && packet.copy() == 0) {
            goAhead(packet, now, out);
        }
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        hold(packet, Times.later(now, longest), out);
    }

    private void goAhead(Packet packet, long now, PacketOut out) {
        boolean release = false;
        for (Packet candidate : held()) {
            release |= candidate.arrival() < packet.arrival() && candidate.overtakenOnceMore() >= distance;
        }
        while (release) {
            // looked for anew each time: what one that is released meets may end this fault, or the endpoint
            Packet next = nextOvertaken();
            release = next != null;
            if (release) {
                held().remove(next);
                out.release(next, now);
            }
        }
    }

    private @Nullable Packet nextOvertaken() {
        for (Packet candidate : held()) {
            if (candidate.overtakers() >= distance) {
                return candidate;
            }
        }
        return null;
    }
}
