package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.IpVersion;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What fits into a datagram. */
final class Payloads {

    private Payloads() {}

    static IpVersion carrier(InetAddress address) {
        return address instanceof Inet6Address ? IpVersion.IPV6 : IpVersion.IPV4;
    }

    static void requireFitting(int length, InetSocketAddress receiver) {
        int most = carrier(receiver.getAddress()).largestPayload();
        if (length > most) {
            throw new IllegalArgumentException("a payload of " + length + " bytes: a datagram to "
                    + Addresses.spelled(receiver) + " holds at most " + most + "; send several");
        }
    }
}
