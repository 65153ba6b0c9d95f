package dev.haywire.internal.pipeline;

/** Holds datagrams until the fault ends: stall. */
final class HoldStage extends HoldingStage {

    HoldStage(Selector selector) {
        super(PacketRank.STALL, selector);
    }

    /** What was still delayed when it began meets silence too, unless it is for some datagrams only. */
    @Override
    long judgeLate() {
        if (!selector().takesAll()) {
            return 0;
        }
        selector().events().matched();
        return 1;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        hold(packet, Lane.NEVER, out);
    }
}
