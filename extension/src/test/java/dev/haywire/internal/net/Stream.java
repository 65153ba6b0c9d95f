package dev.haywire.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A long stream whose every byte is known from its position, so that a lost, doubled or moved one shows. */
final class Stream {
    /** It repeats itself behind so many bytes. */
    private static final int PERIOD = 1 << 24;

    private static final byte[] PERIODS = new byte[PERIOD + (1 << 16)];

    static {
        for (int i = 0; i < PERIODS.length; i++) {
            PERIODS[i] = (byte) (i * 31 + (i >>> 8) * 17 + (i >>> 16) * 7);
        }
    }

    private Stream() {}

    static byte[] bytes(int length) {
        return Arrays.copyOf(PERIODS, length);
    }

    /** Writes it on a thread of its own; the result is how many bytes were written, all unless the way broke. */
    static CompletableFuture<Long> write(OutputStream out, long length, Runnable then) {
        return Async.supply(() -> {
            long written = write(out, 0, length);
            if (written == length) {
                then.run();
            }
            return written;
        });
    }

    /** Writes so many bytes of it from a position on; returns how many were written, all unless the way broke. */
    static long write(OutputStream out, long from, long length) {
        long written = 0;
        try {
            while (written < length) {
                int next = (int) Math.min(50_000, length - written);
                out.write(PERIODS, (int) ((from + written) % PERIOD), next);
                written += next;
            }
        } catch (IOException broken) {
            return written;
        }
        return written;
    }

    /** Reads and compares up to the end of the stream; returns its length. */
    static long readAll(InputStream in) throws IOException {
        return readAll(in, 0);
    }

    /** The same for one that begins at a position. */
    static long readAll(InputStream in, long from) throws IOException {
        return read(in, from, Long.MAX_VALUE);
    }

    /** Reads and compares so many bytes, fewer at the end of the stream; returns how many. */
    static long read(InputStream in, long length) throws IOException {
        return read(in, 0, length);
    }

    private static long read(InputStream in, long from, long length) throws IOException {
        byte[] piece = new byte[30_000];
        long position = 0;
        int read;
        while (position < length && (read = in.read(piece, 0, (int) Math.min(piece.length, length - position))) >= 0) {
            int expected = (int) ((from + position) % PERIOD);
            int other = Arrays.mismatch(piece, 0, read, PERIODS, expected, expected + read);
            if (other >= 0) {
                throw new AssertionError("byte " + (position + other) + " is another one");
            }
            position += read;
        }
        return position;
    }
}
