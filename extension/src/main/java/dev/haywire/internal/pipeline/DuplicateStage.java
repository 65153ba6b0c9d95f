package dev.haywire.internal.pipeline;

/** Sends copies behind some datagrams, at once or later. */
final class DuplicateStage extends HoldingStage {

    private final int copies;
    private final long delay;

    DuplicateStage(Selector selector, int copies, long delay) {
        super(PacketRank.DUPLICATE, selector);
        this.copies = copies;
        this.delay = delay;
    }

    @Override
    boolean actsAtOnce() {
        return true;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        // taken before the original goes: whoever sends that may use its buffer up
        Packet[] twins = new Packet[copies];
        for (int i = 0; i < copies; i++) {
            twins[i] = packet.copy(i + 1);
        }
        out.pass(packet, now);
        for (Packet twin : twins) {
            out.copied(twin);
            if (delay == 0) {
                out.pass(twin, now);
            } else {
                hold(twin, Times.later(now, delay), out);
            }
        }
    }
}
