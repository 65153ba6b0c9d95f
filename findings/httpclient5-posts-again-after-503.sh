#!/usr/bin/env bash
# Apache HttpClient 5 sends a POST a second time when it is answered 503.
#
# Expected: the answer is handed to the caller; POST is not idempotent, and the answer has no Retry-After.
# Seen: two POSTs, a second apart; the caller gets the second 503. With disableAutomaticRetries(): one.
# Versions: org.apache.httpcomponents.client5:httpclient5 5.6.5.
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
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.5</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.StringEntity;

public class Main {
    private static final AtomicInteger POSTS = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            POSTS.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/orders";
        post("default", url, HttpClients.createDefault());
        post("no automatic retries", url, HttpClients.custom().disableAutomaticRetries().build());
        server.stop(0);
    }

    private static void post(String what, String url, CloseableHttpClient client) throws Exception {
        POSTS.set(0);
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity("order=1"));
        try (client) {
            int status = client.execute(post, response -> response.getCode());
            System.out.println(what + ": " + POSTS + " POSTs, status " + status);
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
default: 2 POSTs, status 503
no automatic retries: 1 POSTs, status 503
SEEN
