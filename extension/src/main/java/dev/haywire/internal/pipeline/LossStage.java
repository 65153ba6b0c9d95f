package dev.haywire.internal.pipeline;

/** Loses the datagrams that are decided to be lost: loss of all kinds, drop, blackhole. */
final class LossStage extends PacketStage {

    LossStage(Selector selector) {
        super(PacketRank.LOSS, selector);
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        out.drop(packet);
    }
}
