#!/usr/bin/env bash
# Lettuce runs an INCR twice when the connection ends by FIN before the answer, and once, with an exception, when it ends by RST.
#
# Expected: one rule for commands that may have been run; with both ends either a resend or an exception.
# Seen: FIN: Lettuce reconnects and sends the INCR again; the caller is told 2, with no sign that it ran twice. RST: the caller gets an
#   exception, the INCR ran once. So a test that breaks the connection in one way says nothing of the other.
# Versions: io.lettuce:lettuce-core 7.7.0.RELEASE, default options; the server is a ServerSocket that speaks enough of Redis.
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
    <dependency><groupId>io.lettuce</groupId><artifactId>lettuce-core</artifactId><version>7.7.0.RELEASE</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
    public static void main(String[] args) throws Exception {
        increment("FIN", false);
        increment("RST", true);
        System.exit(0);
    }

    private static void increment(String end, boolean reset) throws Exception {
        AtomicInteger key = new AtomicInteger();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                daemon(() -> serve(connection, key, reset));
            }
        });
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.getLocalPort());
        String outcome;
        try {
            outcome = "the caller is told " + client.connect().sync().incr("key");
        } catch (RedisException failure) {
            outcome = "the caller gets a " + failure.getClass().getSimpleName();
        }
        System.out.println(end + ": INCR ran " + key + " times, " + outcome);
        client.shutdown();
        server.close();
    }

    /** Ends the connection after the first INCR, which has been run, without an answer. */
    private static Object serve(Socket socket, AtomicInteger key, boolean reset) throws IOException {
        try (Socket connection = socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
            String count;
            while ((count = in.readLine()) != null) {
                String command = "";
                for (int i = 0; i < Integer.parseInt(count.substring(1)); i++) {
                    in.readLine();
                    command += in.readLine() + " ";
                }
                String answer = command.equals("PING ") ? "+PONG" : "-ERR unknown command";
                if (command.equals("INCR key ")) {
                    answer = ":" + key.incrementAndGet();
                    if (key.get() == 1) {
                        connection.setSoLinger(reset, 0);
                        return null;
                    }
                }
                connection.getOutputStream().write((answer + "\r\n").getBytes());
            }
            return null;
        }
    }

    private static void daemon(Callable<?> work) {
        Thread thread = new Thread(() -> {
            try {
                work.call();
            } catch (Exception ended) {
                // by the client or the end of the program
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
FIN: INCR ran 2 times, the caller is told 2
RST: INCR ran 1 times, the caller gets a RedisException
SEEN
