#!/usr/bin/env bash
# HttpURLConnection sends a POST a second time, on a new connection, when the server has read it and closes without an answer.
#
# Expected: one POST and an exception, as POST is not idempotent and the connection was new.
# Seen: two POSTs on two connections, then the exception of the second. With setFixedLengthStreamingMode: one.
# Versions: OpenJDK 17 and 25; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
    private static final AtomicInteger POSTS = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            while (true) {
                try (Socket connection = server.accept()) {
                    readUntil(connection.getInputStream(), "order=1");
                    POSTS.incrementAndGet();
                } catch (Exception failure) {
                    return;
                }
            }
        });
        serving.setDaemon(true);
        serving.start();
        post(server, false);
        post(server, true);
    }

    private static void post(ServerSocket server, boolean streaming) throws Exception {
        POSTS.set(0);
        byte[] body = "order=1".getBytes();
        HttpURLConnection http = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/orders").toURL().openConnection();
        http.setRequestMethod("POST");
        http.setDoOutput(true);
        http.setReadTimeout(10_000);
        if (streaming) {
            http.setFixedLengthStreamingMode(body.length);
        }
        String outcome;
        try (OutputStream out = http.getOutputStream()) {
            out.write(body);
            out.flush();
            outcome = "status " + http.getResponseCode();
        } catch (java.io.IOException failure) {
            outcome = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
        System.out.println((streaming ? "fixed length: " : "default: ") + POSTS + " POSTs, " + outcome);
    }

    private static void readUntil(InputStream in, String end) throws Exception {
        StringBuilder read = new StringBuilder();
        int next;
        while (read.indexOf(end) < 0 && (next = in.read()) >= 0) {
            read.append((char) next);
        }
    }
}
JAVA
java -version 2>&1 | head -1
javac Main.java
timeout 60 java Main | tee seen
diff seen - <<'SEEN'
default: 2 POSTs, SocketException: Unexpected end of file from server
fixed length: 1 POSTs, SocketException: Unexpected end of file from server
SEEN
