package dev.haywire.internal.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** What fits into a datagram. */
public final class Payloads {
    private static final int IPV4 = 65_507;
    private static final int IPV6 = 65_527;

    private Payloads() {}

    /**
     * Returns the largest payload.
     *
     * @param ipv6 whether it goes by IPv6
     * @return bytes
     */
    public static int largest(boolean ipv6) {
        return ipv6 ? IPV6 : IPV4;
    }

    static void requireFitting(int length, InetSocketAddress receiver) {
        int most = largest(receiver.getAddress() instanceof Inet6Address);
        if (length > most) {
            throw new IllegalArgumentException("a payload of " + length + " bytes: a datagram to "
                    + Addresses.spelled(receiver) + " holds at most " + most + "; send several");
        }
    }
}
