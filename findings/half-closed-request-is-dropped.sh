#!/usr/bin/env bash
# Reactor Netty and Vert.x drop a request whose client closes its sending direction after the request; the JDK's HttpServer answers it.
#
# Expected: the answer. The whole request was read, and a client that ends its own direction only (shutdownOutput, "nc -N") still listens.
# Seen: both close the connection at once, without a byte, while the handler is at work (1 s here).
# Versions: io.projectreactor.netty:reactor-netty-http 1.3.7, io.vertx:vertx-core 5.0.7, both on Netty 4.2.18.Final; default options.
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
  <dependencyManagement>
    <dependencies>
      <dependency><groupId>io.netty</groupId><artifactId>netty-bom</artifactId><version>4.2.18.Final</version><type>pom</type><scope>import</scope></dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.7</version></dependency>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>5.0.7</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

public class Main {
    public static void main(String[] args) throws Exception {
        HttpServer jdk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        jdk.createContext("/", exchange -> {
            pause();
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("done".getBytes());
            exchange.close();
        });
        jdk.start();
        int netty = reactor.netty.http.server.HttpServer.create().host("127.0.0.1").port(0)
                .handle((request, response) -> response.sendString(Mono.delay(Duration.ofSeconds(1)).map(late -> "done")))
                .bindNow().port();
        Vertx vertx = Vertx.vertx();
        int vertxPort = vertx.createHttpServer()
                .requestHandler(request -> vertx.setTimer(1000, late -> request.response().end("done")))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get().actualPort();
        ask("JDK HttpServer", jdk.getAddress().getPort());
        ask("Reactor Netty", netty);
        ask("Vert.x", vertxPort);
        System.exit(0);
    }

    private static void ask(String server, int port) throws Exception {
        System.out.println(server + ": " + answer(port, false) + ", with half-close: " + answer(port, true));
    }

    private static String answer(int port, boolean halfClose) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String last = halfClose ? "" : "Connection: close\r\n";
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: localhost\r\n" + last + "\r\n").getBytes());
            if (halfClose) {
                socket.shutdownOutput();
            }
            String answer = new String(socket.getInputStream().readAllBytes());
            return answer.contains("done") ? "answered" : answer.length() + " bytes";
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
JDK HttpServer: answered, with half-close: answered
Reactor Netty: answered, with half-close: 0 bytes
Vert.x: answered, with half-close: 0 bytes
SEEN
