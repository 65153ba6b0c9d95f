package dev.haywire.internal.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** What fits into a datagram. */
final class Payloads {
    private static final int IPV4 = 65_507;
    private static final int IPV6 = 65_527;

    private Payloads() {}

    static void requireFitting(int length, InetSocketAddress receiver) {
        int most = receiver.getAddress() instanceof Inet6Address ? IPV6 : IPV4;
        if (length > most) {
            throw new IllegalArgumentException("a payload of " + length + " bytes: a datagram to "
                    + Addresses.spelled(receiver) + " holds at most " + most + "; send several");
        }
    }
}
