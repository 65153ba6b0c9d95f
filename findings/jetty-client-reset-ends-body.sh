#!/usr/bin/env bash
# Jetty's HttpClient takes a reset for the end of a body: status 200, a part of the bytes, no exception.
#
# Expected: an exception. A body without Content-Length, which lasts until the connection ends, is whole when the connection ends by FIN; a RST
#   says that something went wrong.
# Seen: Jetty gives the 60 bytes that came as the whole body. The JDK's HttpClient throws an IOException.
# Versions: org.eclipse.jetty:jetty-client 12.1.14, default options.
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
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
    <dependency><groupId>org.eclipse.jetty</groupId><artifactId>jetty-client</artifactId><version>12.1.14</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> serve(server));
        serving.setDaemon(true);
        serving.start();
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/report";
        HttpClient jetty = new HttpClient();
        jetty.start();
        String outcome;
        try {
            ContentResponse response = jetty.newRequest(url).timeout(20, TimeUnit.SECONDS).send();
            outcome = "status " + response.getStatus() + ", " + response.getContent().length + " bytes";
        } catch (Exception failure) {
            outcome = failure.toString();
        }
        System.out.println("Jetty: " + outcome);
        try {
            outcome = java.net.http.HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray()).toString();
        } catch (IOException failure) {
            outcome = failure.getMessage();
        }
        System.out.println("JDK: " + outcome);
        System.exit(0);
    }

    /** Sends 60 of many bytes of a body that lasts until the connection ends, and resets the connection. */
    private static void serve(ServerSocket server) {
        while (true) {
            try (Socket connection = server.accept()) {
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
                while (!in.readLine().isEmpty()) {
                    // to the end of the headers
                }
                String head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
                connection.getOutputStream().write((head + "x".repeat(60)).getBytes());
                TimeUnit.MILLISECONDS.sleep(500);
                connection.setSoLinger(true, 0);
            } catch (Exception ended) {
                // by the client or the end of the program
            }
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
Jetty: status 200, 60 bytes
JDK: http1_0 content, bytes received: 60
SEEN
