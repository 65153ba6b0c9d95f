#!/usr/bin/env bash
# One late answer makes NTPUDPClient of Apache Commons Net fail all its later calls, on a healthy network.
#
# Expected: a late answer to an earlier request is left out, or fails one call at most; the next request gets its own answer.
# Seen: after a call that timed out, the late answer waits in the socket. The next call reads it ("Originate time does not match the request")
#   and leaves its own answer to the one after it. Each call from then on fails; a new client (or close() and open()) ends it.
# Versions: commons-net:commons-net 3.13.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>commons-net</groupId><artifactId>commons-net</artifactId><version>3.13.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.apache.commons.net.ntp.NtpV3Impl;
import org.apache.commons.net.ntp.TimeStamp;

public class Main {
    public static void main(String[] args) throws Exception {
        DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            try {
                serve(server);
            } catch (Exception ended) {
                // with the program
            }
        });
        serving.setDaemon(true);
        serving.start();
        NTPUDPClient client = new NTPUDPClient();
        client.setDefaultTimeout(Duration.ofSeconds(2));
        for (int i = 1; i <= 6; i++) {
            System.out.println(i + (i == 2 ? " (its answer is late): " : ": ") + ask(client, server));
            TimeUnit.MILLISECONDS.sleep(i == 2 ? 3000 : 300);
        }
        client.close();
        System.out.println("after close(): " + ask(client, server));
        System.exit(0);
    }

    private static String ask(NTPUDPClient client, DatagramSocket server) {
        try {
            client.getTime(InetAddress.getLoopbackAddress(), server.getLocalPort());
            return "time";
        } catch (IOException failure) {
            return failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
    }

    /** Answers at once; only the second answer is held for 3 s. */
    private static void serve(DatagramSocket server) throws Exception {
        for (int i = 1;; i++) {
            DatagramPacket packet = new DatagramPacket(new byte[48], 48);
            server.receive(packet);
            NtpV3Impl answer = new NtpV3Impl();
            answer.setDatagramPacket(packet);
            TimeStamp asked = answer.getTransmitTimeStamp();
            answer.setMode(NtpV3Impl.MODE_SERVER);
            answer.setOriginateTimeStamp(asked);
            answer.setReceiveTimeStamp(TimeStamp.getCurrentTime());
            answer.setTransmitTime(TimeStamp.getCurrentTime());
            TimeUnit.SECONDS.sleep(i == 2 ? 3 : 0);
            DatagramPacket out = answer.getDatagramPacket();
            out.setSocketAddress(packet.getSocketAddress());
            server.send(out);
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
1: time
2 (its answer is late): SocketTimeoutException: Receive timed out
3: IOException: Originate time does not match the request
4: IOException: Originate time does not match the request
5: IOException: Originate time does not match the request
6: IOException: Originate time does not match the request
after close(): time
SEEN
