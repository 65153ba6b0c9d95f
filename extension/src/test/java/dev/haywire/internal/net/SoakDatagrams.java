package dev.haywire.internal.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Datagrams of which each tells its talker and number, and all of whose bytes follow from these. */
final class SoakDatagrams {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int SHORT = 1_200;
    private static final int LONG = 20_000;

    private SoakDatagrams() {}

    static byte[] make(int talker, int number) {
        Random random = new Random(talker * 1_000_003L + number);
        byte[] body = new byte[random.nextInt(random.nextInt(20) == 0 ? LONG : SHORT)];
        random.nextBytes(body);
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(talker)
                .putInt(number)
                .put(body)
                .array();
    }

    /** What the handler answers, and what undoes it. */
    static byte[] turned(byte[] payload) {
        byte[] turned = payload.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= 0x5A;
        }
        return turned;
    }

    static int talker(byte[] payload) {
        return ByteBuffer.wrap(payload).getInt();
    }

    static int number(byte[] payload) {
        return ByteBuffer.wrap(payload).getInt(Integer.BYTES);
    }

    static boolean isWhole(byte[] payload) {
        return payload.length >= HEADER && Arrays.equals(payload, make(talker(payload), number(payload)));
    }
}
