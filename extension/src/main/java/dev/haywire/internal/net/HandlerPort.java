package dev.haywire.internal.net;

import dev.haywire.TcpHandler;
import dev.haywire.fault.Direction;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A server of the test's own: user code on a thread of its own between two buffers that the loop fills and empties. */
final class HandlerPort implements Port, Runnable {
    private final Relay relay;
    private final TcpService.Handled service;
    private final Inbox inbox;
    private final Outbox outbox;

    /** The handler has returned, or said that it closes: it hears nothing any more. */
    private volatile boolean gone;

    private volatile boolean over;

    HandlerPort(Relay relay, TcpService.Handled service) {
        this.relay = relay;
        this.service = service;
        Flow up = relay.flow(Direction.UPSTREAM);
        this.inbox = new Inbox(() -> relay.loop().execute(() -> relay.guard(up::flush)));
        this.outbox = relay.flow(Direction.DOWNSTREAM).outbox();
    }

    @Override
    public void run() {
        try {
            TcpHandler handler = service.handlers().get();
            handler.handle(new HandlerSession(this, relay.connection(), inbox, outbox, service.charset()));
            end(Outbox.End.FIN);
        } catch (Throwable failure) {
            if (!isOfOurs(failure)) {
                relay.wire().error(failure);
            }
            end(Outbox.End.RST);
        }
    }

    /** What it said is followed by FIN or RST; it hears nothing any more. */
    void end(Outbox.End how) {
        gone = true;
        outbox.end(how);
        // what the application still says is taken and thrown away, as by a closed socket that is drained
        relay.loop().execute(() -> relay.guard(relay.flow(Direction.UPSTREAM)::flush));
    }

    /** What a handler's own streams throw once its connection has ended is how it learns of it, no error. */
    private boolean isOfOurs(Throwable failure) {
        Throwable cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof ConnectionEndedException || isEndOfStream(cause)) {
            return true;
        }
        return over && (cause instanceof InterruptedIOException || cause instanceof InterruptedException);
    }

    /** A stream of the JDK around the session's own (DataInputStream, say) says it in its own words. */
    private boolean isEndOfStream(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure instanceof EOFException
                && inbox.hasEnded()
                && stack.length > 0
                && stack[0].getClassName().startsWith("java.");
    }

    @Override
    public boolean write(ByteBuffer from) {
        if (gone) {
            from.position(from.limit());
            return true;
        }
        return inbox.put(from);
    }

    @Override
    public void wantRead(boolean wanted) {
        // the outbox announces itself
    }

    @Override
    public void finish() {
        inbox.end();
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void reset() {
        over = true;
        inbox.fail(relay.endedText());
    }

    @Override
    public void release() {
        over = true;
        inbox.end();
    }
}
