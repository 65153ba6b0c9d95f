package dev.haywire.internal.net;

import java.io.IOException;

/** Sends many datagrams, never more at once than the kernel keeps. */
final class UdpFlood {
    private static final int AT_ONCE = 100;

    private UdpFlood() {}

    /** Sends so many small datagrams and waits until all were received. */
    static void counted(LiveUdpEndpoint endpoint, UdpClient client, int datagrams) throws IOException {
        long before = endpoint.counts().received();
        for (int i = 1; i <= datagrams; i++) {
            client.send(Integer.toString(i));
            if (i % AT_ONCE == 0 || i == datagrams) {
                long expected = before + i;
                Started.eventually(() -> endpoint.counts().received() >= expected);
            }
        }
    }
}
