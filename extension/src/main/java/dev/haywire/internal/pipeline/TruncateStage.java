package dev.haywire.internal.pipeline;

/** Cuts longer payloads. */
final class TruncateStage extends PacketStage {

    private final int keep;

    TruncateStage(Selector selector, int keep) {
        super(PacketRank.TRUNCATE, selector);
        this.keep = keep;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        if (packet.length() > keep) {
            packet.truncate(keep);
            fired(packet, number);
        }
        out.pass(packet, now);
    }
}
