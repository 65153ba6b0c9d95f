package dev.haywire.internal.toxiproxy;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers requests as Toxiproxy does: 20 characters of base32hex in lower case, sorted by time, never the same twice. */
final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

    private final byte[] machine = new byte[5];
    private final AtomicInteger counter;

    RequestIds() {
        SecureRandom random = new SecureRandom();
        random.nextBytes(machine);
        counter = new AtomicInteger(random.nextInt());
    }

    /** The second, five bytes of this server's own, and a count: 96 bits. */
    String next() {
        byte[] id = new byte[12];
        long second = System.currentTimeMillis() / 1000;
        int count = counter.getAndIncrement();
        for (int i = 0; i < 4; i++) {
            id[i] = (byte) (second >>> (24 - 8 * i));
        }
        System.arraycopy(machine, 0, id, 4, machine.length);
        for (int i = 0; i < 3; i++) {
            id[9 + i] = (byte) (count >>> (16 - 8 * i));
        }
        return spelled(id);
    }

    private static String spelled(byte[] id) {
        StringBuilder text = new StringBuilder(20);
        for (int bit = 0; bit < 8 * id.length; bit += 5) {
            int window = (id[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < id.length ? id[bit / 8 + 1] & 0xFF : 0);
            text.append(DIGITS.charAt(window >>> (11 - bit % 8) & 31));
        }
        return text.toString();
    }
}
