package dev.haywire.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A long stream whose every byte is known from its position, so that a lost, doubled or moved one shows. */
final class Stream {
    private Stream() {}

    private static byte at(long position) {
        return (byte) (position * 31 + (position >>> 8) * 17 + (position >>> 16) * 7);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(i);
        }
        return bytes;
    }

    /** Writes it on a thread of its own; the result is how many bytes were written, all unless the way broke. */
    static CompletableFuture<Long> write(OutputStream out, long length, Runnable then) {
        return Async.supply(() -> {
            byte[] piece = new byte[50_000];
            long written = 0;
            try {
                while (written < length) {
                    int next = (int) Math.min(piece.length, length - written);
                    for (int i = 0; i < next; i++) {
                        piece[i] = at(written + i);
                    }
                    out.write(piece, 0, next);
                    written += next;
                }
            } catch (IOException broken) {
                return written;
            }
            then.run();
            return written;
        });
    }

    /** Reads and compares up to the end of the stream; returns its length. */
    static long readAll(InputStream in) throws IOException {
        return read(in, Long.MAX_VALUE);
    }

    /** Reads and compares so many bytes, fewer at the end of the stream; returns how many. */
    static long read(InputStream in, long length) throws IOException {
        byte[] piece = new byte[30_000];
        long position = 0;
        int read;
        while (position < length && (read = in.read(piece, 0, (int) Math.min(piece.length, length - position))) >= 0) {
            for (int i = 0; i < read; i++) {
                if (piece[i] != at(position + i)) {
                    throw new AssertionError("byte " + (position + i) + " is another one");
                }
            }
            position += read;
        }
        return position;
    }
}
