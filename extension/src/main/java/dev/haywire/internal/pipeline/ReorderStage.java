package dev.haywire.internal.pipeline;

import java.util.Iterator;

/**
 * Holds some datagrams until later ones have overtaken them, but not for ever.
 *
 * <p>With a share of 1 all would be held and none left to overtake them: then one is held at a time, and those behind it pass.
 */
final class ReorderStage extends HoldingStage {

    private final double share;
    private final int distance;
    private final long longest;
    private final int spacing;
    private final boolean oneAtATime;
    private int spared;

    /**
     * Makes the stage.
     *
     * @param distance how many later ones overtake
     * @param longest how long one is held at most, in nanoseconds
     * @param spacing the least distance between two that are chosen; 1: none
     */
    ReorderStage(Selector selector, double share, int distance, long longest, int spacing) {
        super(PacketRank.REORDER, selector);
        this.share = share;
        this.distance = distance;
        this.longest = longest;
        this.spacing = spacing;
        this.oneAtATime = share == 1 && selector.picksNone();
    }

    @Override
    long judge(Packet arrived) {
        if (spared < spacing - 1) {
            spared++;
            return 0;
        }
        if (draws().unit(arrived.ordinal(), 0) >= share) {
            return 0;
        }
        spared = 0;
        return 1;
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
        for (Iterator<Packet> earlier = held().iterator(); earlier.hasNext(); ) {
            Packet candidate = earlier.next();
            if (candidate.arrival() < packet.arrival() && candidate.overtakenOnceMore() >= distance) {
                earlier.remove();
                out.release(candidate, now);
            }
        }
    }
}
