package dev.haywire.kit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Port numbers for tests that have to name one: free over TCP and UDP, and below those that the kernel gives to whoever asks for any. */
public final class FreePort {
    private static final int FIRST = 12_000;
    private static final int MANY = 18_000;

    /** Another JVM that runs the same tests begins elsewhere: processes next to one another far apart. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 7_919 % MANY));

    private FreePort() {}

    /** Returns one that nobody else is told of. */
    public static int next() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement() * 31, MANY);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("none of 1000 ports is free");
    }

    private static boolean isFree(int port) {
        InetAddress host = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(port, 1, host);
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(host, port))) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
