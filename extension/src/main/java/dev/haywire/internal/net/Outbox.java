package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server inside this JVM, or the test, says to the application: filled by any thread, emptied by the loop. Each put stays in one piece.
 */
final class Outbox {
    /** How it ends: not yet, by FIN, by RST behind what was put. */
    enum End {
        OPEN,
        FIN,
        RST
    }

    /** What a put costs apart from its bytes: many short ones must not take more memory than a few long ones. */
    private static final int OVERHEAD = 96;

    private final EventLoop loop;
    private final Runnable announce;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(4);
    private long pending;
    private End end = End.OPEN;
    private @Nullable String closed;
    private boolean announced;

    /**
     * Makes an empty one.
     *
     * @param announce run on the loop when there is something new
     */
    Outbox(EventLoop loop, Runnable announce) {
        this.loop = loop;
        this.announce = announce;
    }

    /** Puts bytes that are nobody else's; never waits. Returns whether they will be sent. */
    synchronized boolean put(byte[] bytes) {
        if (closed != null || end != End.OPEN) {
            return false;
        }
        if (bytes.length > 0) {
            waiting.add(ByteBuffer.wrap(bytes));
            pending += bytes.length;
            announce();
        }
        return true;
    }

    /**
     * Puts bytes once no more than so many wait.
     *
     * @param bound bytes
     * @param nanos how long to wait at most
     * @return whether they were put; false on timeout
     * @throws IOException if it has ended, naming why
     */
    synchronized boolean put(byte[] bytes, long bound, long nanos) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (closed == null && end == End.OPEN && holdsMoreThan(bound)) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return false;
            }
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest)));
        }
        if (!put(bytes)) {
            throw new ConnectionEndedException(closed != null ? closed : "its output has ended");
        }
        return true;
    }

    /** Ends it behind what was put; the first end counts. */
    synchronized void end(End how) {
        if (end == End.OPEN && closed == null) {
            end = how;
            announce();
            notifyAll();
        }
    }

    /** The connection is gone: what waits is dropped, whoever waits is told why. */
    synchronized void close(String why) {
        if (closed == null) {
            closed = why;
            waiting.clear();
            pending = 0;
            notifyAll();
        }
    }

    /** The next bytes, at most so many, on the loop; null if there are none. They stay until {@link #sent}. */
    synchronized @Nullable ByteBuffer next(int limit) {
        announced = false;
        ByteBuffer first = waiting.peek();
        return first == null ? null : first.slice(first.position(), Math.min(limit, first.remaining()));
    }

    /** So many of the first bytes have entered the wire. */
    synchronized void sent(int bytes) {
        ByteBuffer first = waiting.peek();
        if (first == null) {
            return;
        }
        first.position(first.position() + bytes);
        if (!first.hasRemaining()) {
            waiting.poll();
        }
        pending -= bytes;
        notifyAll();
    }

    /** Tells whether the loop has something to do here: bytes, or an end it has not taken in. */
    synchronized boolean isUndone() {
        return closed == null && (!waiting.isEmpty() || end != End.OPEN);
    }

    /** Whether what waits, with all that it costs, is more than so many bytes. */
    synchronized boolean holdsMoreThan(long bound) {
        return pending + (long) OVERHEAD * waiting.size() > bound;
    }

    synchronized long pending() {
        return pending;
    }

    /** How it ended, once all that was put is on the wire; OPEN before. */
    synchronized End reached() {
        return waiting.isEmpty() ? end : End.OPEN;
    }

    private void announce() {
        if (!announced) {
            announced = true;
            loop.execute(announce);
        }
    }
}
