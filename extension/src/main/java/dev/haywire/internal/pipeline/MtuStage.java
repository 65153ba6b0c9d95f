package dev.haywire.internal.pipeline;

/** Loses datagrams with a bigger payload. */
final class MtuStage extends PacketStage {

    private final int most;

    MtuStage(Selector selector, int most) {
        super(PacketRank.MTU, selector);
        this.most = most;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        if (packet.length() > most) {
            fired(packet, number);
            out.drop(packet);
        } else {
            out.pass(packet, now);
        }
    }
}
