package dev.haywire.internal.pipeline;

import java.util.Objects;
import java.util.function.UnaryOperator;

/** Lets code of the test change payloads. Where that fails the datagram passes as it was, and the failure is told. */
final class RewriteStage extends PacketStage {

    private final UnaryOperator<byte[]> rewrite;
    private final int most;

    /**
     * Makes the stage.
     *
     * @param most the largest payload that can be sent, in bytes
     */
    RewriteStage(Selector selector, UnaryOperator<byte[]> rewrite, int most) {
        super(PacketRank.CORRUPT, selector);
        this.rewrite = rewrite;
        this.most = most;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        try {
            packet.replace(checked(rewrite.apply(packet.bytes())));
            fired(packet, number);
        } catch (Throwable thrown) {
            selector().events().failed(thrown);
        }
        out.decided();
        out.pass(packet, now);
    }

    private byte[] checked(byte[] rewritten) {
        Objects.requireNonNull(rewritten, "corrupt: the operator returned null, allowed is a payload");
        if (rewritten.length > most) {
            throw new IllegalArgumentException(
                    "corrupt: the operator returned " + rewritten.length + " bytes, allowed are " + most + " at most");
        }
        return rewritten;
    }
}
