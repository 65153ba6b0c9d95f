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

    /** Whether code of the test answers. */
    boolean isHandled() {
        return queue != null;
    }

    Charset charset() {
        return service.charset();
    }

    /**
     * Takes a datagram that has passed the faults; a slow handler's room is bounded. Its payload is valid until this returns.
     *
     * @return what kept it, or null
     */
    @Nullable
    String deliver(UdpSession session, long ordinal, int copy, ByteBuffer payload, long stamp) {
        if (queue != null && !queue.hasRoom(payload.remaining())) {
            return "handler";
        }
        wire.ledger().delivered(session, Direction.UPSTREAM, ordinal, copy, session.client(), payload, stamp);
        answer(session, ordinal, payload, stamp);
        return null;
    }

    private void answer(UdpSession session, long ordinal, ByteBuffer payload, long stamp) {
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
