package dev.haywire.internal.pipeline;

/** Flips one bit of some datagrams, any bit of the payload with the same probability. An empty one has none to flip. */
final class FlipStage extends PacketStage {

    FlipStage(Selector selector) {
        super(PacketRank.CORRUPT, selector);
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        long bits = 8L * packet.length();
        if (bits > 0) {
            packet.flip((long) (draws().unit(ordinal(packet), 1) * bits));
            fired(packet, number);
        }
        out.pass(packet, now);
    }
}
