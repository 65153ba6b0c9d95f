#!/usr/bin/env bash
# A ServerSocket that is closed while the JVM starts a process goes on to listen for a moment, and its port cannot be bound.
#
# Expected: after ServerSocketChannel.close() the port is free, as SO_REUSEADDR is set and no connection was ever made.
# Seen: now and then bind() throws "Address already in use", only while another thread starts processes with ProcessBuilder. The JDK opens
#   sockets without close-on-exec; the process that is being started has copies of all of them until it has closed them, and the copy of a
#   listener listens. Milliseconds, on a busy machine some more.
# Versions: OpenJDK 17 and 25 on Linux; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

public class Main {
    private static volatile boolean over;

    public static void main(String[] args) throws Exception {
        System.out.println("without processes: " + inUse(20_000, false));
        Thread starter = new Thread(() -> {
            while (!over) {
                try {
                    new ProcessBuilder("/bin/true").start().waitFor();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        });
        starter.start();
        System.out.println("with processes: " + inUse(400_000, true));
        over = true;
        starter.join();
    }

    /** Binds and closes again and again; tells whether the port was ever in use. */
    private static String inUse(int times, boolean stopAtFirst) throws Exception {
        int port;
        try (ServerSocketChannel any = ServerSocketChannel.open()) {
            port = ((InetSocketAddress) any.bind(loopback(0)).getLocalAddress()).getPort();
        }
        for (int i = 0; i < times; i++) {
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                listener.bind(loopback(port));
            } catch (BindException inUse) {
                return inUse.getMessage();
            }
        }
        return "never in use";
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
JAVA
java -version 2>&1 | head -1
javac Main.java
timeout 100 java Main | tee seen
diff seen - <<'SEEN'
without processes: never in use
with processes: Address already in use
SEEN
