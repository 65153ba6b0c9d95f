#!/usr/bin/env bash
# Reactor Netty and Vert.x clients give half of a gzip text as status 200, with no exception, when the connection ends in its middle.
#
# Expected: an exception. A gzip stream has an end with a checksum and a length, and OkHttp throws when it is missing.
# Seen: with compress(true) and setDecompressionSupported(true) the part that could be inflated is the whole body to the caller. The body has
#   no Content-Length here and lasts until the connection ends, so the gzip stream alone can tell.
# Versions: io.projectreactor.netty:reactor-netty-http 1.3.7, io.vertx:vertx-core 5.0.7, both on Netty 4.2.18.Final;
#   com.squareup.okhttp3:okhttp-jvm 5.5.1.
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
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import reactor.netty.http.client.HttpClient;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        byte[] text = new byte[20_000];
        Random random = new Random(1);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text);
        }
        byte[] half = Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
        Thread serving = new Thread(() -> serve(server, half));
        serving.setDaemon(true);
        serving.start();
        int port = server.getLocalPort();
        String url = "http://127.0.0.1:" + port + "/report";

        ask("OkHttp", () -> {
            try (Response response = new OkHttpClient().newCall(new Request.Builder().url(url).build()).execute()) {
                return response.code() + " " + response.body().string();
            }
        });
        ask("Reactor Netty", () -> HttpClient.create().compress(true).get().uri(url)
                .responseSingle((response, body) -> body.asString().map(read -> response.status().code() + " " + read))
                .block());
        ask("Vert.x", () -> Vertx.vertx()
                .createHttpClient(new HttpClientOptions().setDecompressionSupported(true))
                .request(HttpMethod.GET, port, "127.0.0.1", "/report")
                .compose(HttpClientRequest::send)
                .compose((HttpClientResponse response) -> response.body().map(read -> response.statusCode() + " " + read))
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
        System.exit(0);
    }

    private static void ask(String client, Callable<String> call) {
        String outcome;
        try {
            String seen = call.call();
            int length = seen.length() - "200 ".length();
            outcome = "status " + seen.substring(0, 3) + ", " + (length < 20_000 && length > 5_000 ? "about half" : length) + " of the text";
        } catch (Exception failure) {
            outcome = failure.getClass().getSimpleName();
        }
        System.out.println(client + ": " + outcome);
    }

    /** Sends half of a gzip body that lasts until the connection ends, and ends it by FIN. */
    private static void serve(ServerSocket server, byte[] half) {
        while (true) {
            try (Socket connection = server.accept()) {
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
                while (!in.readLine().isEmpty()) {
                    // to the end of the headers
                }
                String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
                connection.getOutputStream().write(head.getBytes());
                connection.getOutputStream().write(half);
            } catch (IOException ended) {
                // by the client or the end of the program
            }
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
OkHttp: EOFException
Reactor Netty: status 200, about half of the text
Vert.x: status 200, about half of the text
SEEN
