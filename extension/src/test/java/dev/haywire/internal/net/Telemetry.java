package dev.haywire.internal.net;

import java.nio.ByteBuffer;

/** Numbered datagrams of 64 bytes in which one flipped bit is found, and cannot hide the number. */
final class Telemetry {
    static final int LENGTH = 64;

    private static final int WORDS = LENGTH / Long.BYTES;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Telemetry() {}

    /** The number in each word, each time under another disguise. */
    static void write(ByteBuffer into, long number) {
        into.clear();
        for (int word = 0; word < WORDS; word++) {
            into.putLong(number ^ SPREAD * (word + 1));
        }
        into.flip();
    }

    /** The number that most words agree on. */
    static long number(ByteBuffer read) {
        long first = word(read, 0);
        return first == word(read, 1) || first == word(read, 2) ? first : word(read, 1);
    }

    private static long word(ByteBuffer read, int word) {
        return read.getLong(read.position() + word * Long.BYTES) ^ SPREAD * (word + 1);
    }

    /** How many bits differ from what was written. */
    static int flipped(ByteBuffer read) {
        long number = number(read);
        int bits = 0;
        for (int word = 0; word < WORDS; word++) {
            bits += Long.bitCount(word(read, word) ^ number);
        }
        return bits;
    }
}
