package dev.haywire.internal.pipeline;

/** Flips one bit of some datagrams, any bit of the payload with the same probability. An empty one has none to flip. */
final class FlipStage extends PacketStage {

    private final double share;

    FlipStage(Selector selector, double share) {
        super(PacketRank.CORRUPT, selector);
        this.share = share;
    }

    @Override
    long judge(Packet arrived) {
        return draws().unit(arrived.ordinal(), 0) < share ? 1 : 0;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        long bits = 8L * packet.length();
        if (bits > 0) {
            packet.flip((long) (draws().unit(packet.ordinal(), 1) * bits));
            fired(packet, number);
        }
        out.pass(packet, now);
    }
}
