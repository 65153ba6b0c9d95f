package dev.haywire.internal.pipeline;

/** Loses the datagrams that its model says: loss of all kinds, drop, blackhole. */
final class LossStage extends PacketStage {

    private final LossModel model;

    LossStage(Selector selector, LossModel model) {
        super(PacketRank.LOSS, selector);
        this.model = model;
    }

    @Override
    long judge(Packet arrived) {
        return model.loses(arrived.ordinal()) ? 1 : 0;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        out.drop(packet);
    }
}
