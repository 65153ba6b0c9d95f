#!/usr/bin/env bash
# A connected DatagramSocket whose peer is gone loses each datagram, and throws for every second one only.
#
# Expected: each send() to a closed port throws PortUnreachableException, or none does.
# Seen: sends 1, 3 and 5 pass and provoke an ICMP message; sends 2, 4 and 6 throw for the one before, and send nothing themselves. So a
#   caller that sends again after an exception believes that it got through.
# Versions: OpenJDK 17 and 25 on Linux; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

public class Main {
    public static void main(String[] args) throws Exception {
        InetSocketAddress closed;
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) server.getLocalSocketAddress();
        }
        try (DatagramSocket client = new DatagramSocket()) {
            client.connect(closed);
            for (int i = 1; i <= 6; i++) {
                try {
                    client.send(new DatagramPacket(new byte[] {1}, 1));
                    System.out.println("send " + i + " passes");
                } catch (PortUnreachableException told) {
                    System.out.println("send " + i + " throws PortUnreachableException");
                }
                Thread.sleep(100);
            }
        }
    }
}
JAVA
java -version 2>&1 | head -1
javac Main.java
timeout 60 java Main | tee seen
diff seen - <<'SEEN'
send 1 passes
send 2 throws PortUnreachableException
send 3 passes
send 4 throws PortUnreachableException
send 5 passes
send 6 throws PortUnreachableException
SEEN
