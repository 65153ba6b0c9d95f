package dev.haywire.internal.net;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Port numbers for UDP endpoints that are most likely free in TCP too, so that a TCP endpoint can share them later on.
 *
 * <p>Linux gives TCP sockets that connect the even numbers of its range, and those keep them for a minute after their end (TIME_WAIT): of a
 * number that it gives a UDP socket, even or odd, one in ten is taken in TCP while tests open connections by the thousand. Listeners, whose
 * numbers are odd, are few.
 */
final class SharedNumbers {
    static final int ATTEMPTS = 4;

    /** The range that Linux has unless told otherwise. */
    private static final int LOWEST = 32_769;

    private static final int HIGHEST = 60_999;
    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));

    private SharedNumbers() {}

    /** Groups and broadcast addresses are shared with others on purpose: what they are to have alone is the kernel's to choose. */
    static boolean areFor(UdpSpec spec) {
        return LINUX && spec.port() == 0 && spec.cast() instanceof UdpSpec.Cast.Unicast;
    }

    static int next() {
        return LOWEST + 2 * ThreadLocalRandom.current().nextInt((HIGHEST - LOWEST) / 2 + 1);
    }
}
