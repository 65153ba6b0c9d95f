package dev.haywire.samples.fixedport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** What this machine has. */
final class Loopback {

    private Loopback() {}

    /** A condition of tests. */
    static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    /** Finds a port that is free, and that no other connection gets from the kernel: it is below the range that those get theirs from. */
    static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(false);
                probe.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new AssertionError("none of 100 ports was free");
    }
}
