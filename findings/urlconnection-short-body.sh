#!/usr/bin/env bash
# HttpURLConnection of JDK 17 hands out a body that is shorter than its Content-Length, and says nothing; that of JDK 25 throws.
#
# Expected: an IOException when the server closes after 60 of 100 bytes, as java.net.http.HttpClient throws.
# Seen: on 17.0.15 status 200, 60 bytes, end of stream. On 25.0.3 "Premature EOF": a client that has always taken short bodies fails now.
# Versions: OpenJDK 17.0.15 and 25.0.3, the one whose java is on the PATH; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            while (true) {
                try (Socket connection = server.accept()) {
                    readHead(connection.getInputStream());
                    connection.getOutputStream().write(
                            ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(60)).getBytes());
                } catch (Exception failure) {
                    return;
                }
            }
        });
        serving.setDaemon(true);
        serving.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        HttpURLConnection old = (HttpURLConnection) uri.toURL().openConnection();
        old.setReadTimeout(10_000);
        try {
            System.out.println("HttpURLConnection: " + old.getResponseCode() + ", "
                    + old.getInputStream().readAllBytes().length + " of " + old.getContentLength() + " bytes");
        } catch (java.io.IOException failure) {
            System.out.println("HttpURLConnection: " + failure.getMessage());
        }
        try {
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            System.out.println("HttpClient: a body");
        } catch (java.io.IOException failure) {
            System.out.println("HttpClient: " + failure.getMessage());
        }
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
short='200, 60 of 100 bytes'
[ "$(java -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')" -lt 25 ] || short='Premature EOF'
diff seen - <<SEEN
HttpURLConnection: $short
HttpClient: fixed content-length: 100, bytes received: 60
SEEN
