package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Assumptions;

/** Whether this machine has IPv6. */
final class Ipv6 {
    private Ipv6() {}

    static void assume() throws IOException {
        Assumptions.assumeTrue(
                NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null, "this machine has no ::1");
    }
}
