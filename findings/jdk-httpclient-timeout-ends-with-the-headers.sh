#!/usr/bin/env bash
# HttpRequest.timeout of the JDK's HttpClient does not bound the body: a call with a timeout of one second waits as long as the server does.
#
# Expected: HttpTimeoutException after a second, as send() with BodyHandlers.ofString() returns when the whole answer is there.
# Seen: the timeout counts until the headers are in. A body whose rest comes after four seconds is handed out after four seconds.
# Versions: OpenJDK 17 and 25; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            try (Socket connection = server.accept()) {
                readHead(connection.getInputStream());
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nha".getBytes());
                Thread.sleep(4_000);
                connection.getOutputStream().write("lf".getBytes());
                Thread.sleep(1_000);
            } catch (Exception ended) {
                // by the client
            }
        });
        serving.setDaemon(true);
        serving.start();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                .timeout(Duration.ofSeconds(1))
                .build();
        long start = System.nanoTime();
        String outcome;
        try {
            outcome = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        } catch (java.io.IOException failure) {
            outcome = failure.toString();
        }
        boolean late = System.nanoTime() - start > 3_000_000_000L;
        System.out.println(outcome + (late ? ", after more than three times the timeout" : ", in time"));
    }

    private static void readHead(InputStream in) throws Exception {
        StringBuilder read = new StringBuilder();
        int next;
        while (read.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0) {
            read.append((char) next);
        }
    }
}
JAVA
java -version 2>&1 | head -1
javac Main.java
timeout 60 java Main | tee seen
diff seen - <<'SEEN'
half, after more than three times the timeout
SEEN
