package dev.haywire.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the application says to a handler: filled by the loop, which never waits, emptied by the handler's thread, which does. */
final class Inbox extends InputStream {
    private static final int SIZE = 64 * 1024;

    private final Runnable roomAgain;
    private byte @Nullable [] ring;
    private int head;
    private int count;
    private boolean refused;
    private boolean ended;
    private @Nullable String failed;

    /**
     * Makes an empty one.
     *
     * @param roomAgain called on the handler's thread when it takes something after {@link #put} refused some
     */
    Inbox(Runnable roomAgain) {
        this.roomAgain = roomAgain;
    }

    /** Takes what it has room for; returns whether that was all. */
    synchronized boolean put(ByteBuffer from) {
        if (ring == null) {
            ring = new byte[SIZE];
        }
        while (from.hasRemaining() && count < SIZE) {
            int tail = (head + count) % SIZE;
            int length = Math.min(from.remaining(), Math.min(SIZE - tail, SIZE - count));
            from.get(ring, tail, length);
            count += length;
        }
        refused = from.hasRemaining();
        notifyAll();
        return !refused;
    }

    /** The application has sent FIN. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The connection is gone; what came before can still be read. */
    synchronized void fail(String why) {
        if (failed == null) {
            failed = why;
            notifyAll();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        boolean tell;
        int taken;
        synchronized (this) {
            while (count == 0 && !ended && failed == null) {
                await();
            }
            if (count == 0 && failed != null) {
                throw new ConnectionEndedException(failed);
            }
            if (count == 0) {
                return -1;
            }
            taken = take(into, offset, length);
            tell = refused;
            refused = false;
        }
        if (tell) {
            roomAgain.run();
        }
        return taken;
    }

    @Override
    public synchronized int available() {
        return count;
    }

    /** Tells whether the application has sent FIN, or the connection is gone. */
    synchronized boolean hasEnded() {
        return ended || failed != null;
    }

    private int take(byte[] into, int offset, int length) {
        int taken = 0;
        while (taken < length && count > 0) {
            int run = Math.min(length - taken, Math.min(count, SIZE - head));
            System.arraycopy(ring, head, into, offset + taken, run);
            head = (head + run) % SIZE;
            count -= run;
            taken += run;
        }
        return taken;
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the application");
        }
    }
}
