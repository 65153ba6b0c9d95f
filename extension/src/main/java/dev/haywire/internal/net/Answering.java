package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The server's side of a UDP wire, without a socket: a sink, an echo, a fixed reply or code of the test. */
final class Answering {
    private final UdpWire wire;
    private final UdpService service;
    private final @Nullable HandlerQueue queue;

    Answering(UdpWire wire, UdpService service) {
        this.wire = wire;
        this.service = service;
        this.queue = service instanceof UdpService.Handled handled
                ? new HandlerQueue(handled.handler(), wire.handlers(), wire::error)
                : null;
    }

    /** Whether it never says anything. */
    boolean isSink() {
        return service instanceof UdpService.Sink;
    }

    Charset charset() {
        return service.charset();
    }

    /** Whether it can take one more of that size; a slow handler's room is bounded. */
    boolean hasRoom(int length) {
        return queue == null || queue.hasRoom(length);
    }

    /** Takes a datagram that was delivered. Its payload is valid until this returns. */
    void take(UdpSession session, long ordinal, ByteBuffer payload, long stamp) {
        if (queue != null) {
            byte[] bytes = SeenDatagram.bytes(payload);
            queue.add(
                    wire.seen(session, Direction.UPSTREAM, ordinal, bytes, stamp),
                    bytes.length,
                    new SessionReplier(wire, session.client(), charset()));
        } else if (service instanceof UdpService.Echo) {
            wire.answered(session, payload, System.nanoTime());
        } else if (service instanceof UdpService.Reply reply) {
            wire.answered(session, ByteBuffer.wrap(reply.payload()), System.nanoTime());
        }
    }

    /** Another one takes over, or the endpoint ends. */
    void end(boolean forget) {
        if (queue != null) {
            queue.end(forget);
        }
    }
}
