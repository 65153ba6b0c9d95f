#!/usr/bin/env bash
# The JDK's DNS provider takes a truncated UDP answer for an empty one when the server's TCP port refuses.
#
# Expected: an exception: the answer has the TC bit and no records, so it says that the records did not fit; TCP, where they are, refuses.
# Seen: success, "No attributes": the same as a name that exists and has no such record.
# Versions: OpenJDK 17 and 25; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Hashtable;
import javax.naming.directory.InitialDirContext;

public class Main {
    public static void main(String[] args) throws Exception {
        DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            try {
                while (true) {
                    DatagramPacket query = new DatagramPacket(new byte[512], 512);
                    server.receive(query);
                    byte[] answer = java.util.Arrays.copyOf(query.getData(), query.getLength());
                    answer[2] |= (byte) 0x82; // QR, an answer; TC, truncated
                    server.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (java.io.IOException ended) {
                // with the program
            }
        });
        serving.setDaemon(true);
        serving.start();
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("java.naming.provider.url", "dns://127.0.0.1:" + server.getLocalPort());
        System.out.println(new InitialDirContext(settings).getAttributes("example.test", new String[] {"A"}));
    }
}
JAVA
java -version 2>&1 | head -1
javac Main.java
timeout 60 java Main | tee seen
diff seen - <<'SEEN'
No attributes
SEEN
