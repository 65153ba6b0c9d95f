package dev.haywire.samples.slowconsumer;

import java.nio.ByteBuffer;

/** A stream that shows each lost, doubled or moved byte: the numbers from 0 on, eight bytes each. */
final class Numbers {
    private final long count;
    private long produced;
    private long consumedBytes;

    Numbers(long count) {
        this.count = count;
    }

    /** Fills a buffer with the next ones. */
    void produce(ByteBuffer buffer) {
        while (buffer.remaining() >= Long.BYTES && produced < count) {
            buffer.putLong(produced++);
        }
    }

    /** Takes what came back, in whatever pieces. */
    void consume(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            int shift = 8 * (int) (Long.BYTES - 1 - consumedBytes % Long.BYTES);
            byte expected = (byte) (consumedBytes / Long.BYTES >>> shift);
            byte seen = buffer.get();
            if (seen != expected) {
                throw new AssertionError("byte " + consumedBytes + " should be " + expected + ", but is " + seen);
            }
            consumedBytes++;
        }
    }

    long consumedBytes() {
        return consumedBytes;
    }

    long bytes() {
        return count * Long.BYTES;
    }
}
