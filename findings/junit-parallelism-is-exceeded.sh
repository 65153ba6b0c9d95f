#!/usr/bin/env bash
# JUnit runs more tests at once than fixed.parallelism allows when tests wait in java.net.http.HttpClient.
#
# Expected: with parallelism=2 no more than two tests at once, so that two ports, two accounts or two proxies are enough for all.
# Seen: two at once when tests block in HttpURLConnection; four and five were seen when they block in HttpClient.send. That waits for a
#   CompletableFuture, and the ForkJoinPool that JUnit uses by default starts a spare thread for a worker that waits so; the thread takes the
#   next test. With fixed.max-pool-size=2, or with JUnit's other executor service, two at once.
# Versions: org.junit.jupiter:junit-jupiter-engine 6.1.3, org.junit.platform:junit-platform-launcher 6.1.3.
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
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter-engine</artifactId><version>6.1.3</version></dependency>
    <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-launcher</artifactId><version>6.1.3</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

public class Main {
    private static final AtomicInteger OPEN = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static int port;

    static class WithHttpClient {
        @RepeatedTest(12)
        void get() throws Exception {
            HttpClient client = HttpClient.newHttpClient();
            client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(), BodyHandlers.ofString());
        }
    }

    static class WithUrlConnection {
        @RepeatedTest(12)
        void get() throws Exception {
            URI.create("http://127.0.0.1:" + port + "/").toURL().openStream().readAllBytes();
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                daemon(() -> serve(connection));
            }
        });
        run("default, HttpURLConnection", WithUrlConnection.class, Map.of());
        run("default, HttpClient", WithHttpClient.class, Map.of());
        String config = "junit.jupiter.execution.parallel.config.";
        run("fixed.max-pool-size=2, HttpClient", WithHttpClient.class, Map.of(config + "fixed.max-pool-size", "2"));
        run("WORKER_THREAD_POOL, HttpClient", WithHttpClient.class, Map.of(config + "executor-service", "WORKER_THREAD_POOL"));
        System.exit(0);
    }

    private static void run(String what, Class<?> tests, Map<String, String> settings) {
        MOST.set(0);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .configurationParameters(settings)
                .build();
        LauncherFactory.create().execute(request);
        System.out.println(what + ": " + (MOST.get() > 2 ? "more than 2" : MOST) + " at once");
    }

    /** Answers after a second, and counts the requests that wait. */
    private static Object serve(Socket socket) throws Exception {
        try (Socket connection = socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
            while (!in.readLine().isEmpty()) {
                // to the end of the headers
            }
            MOST.accumulateAndGet(OPEN.incrementAndGet(), Math::max);
            TimeUnit.SECONDS.sleep(1);
            OPEN.decrementAndGet();
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
        }
        return null;
    }

    private static void daemon(java.util.concurrent.Callable<?> work) {
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
default, HttpURLConnection: 2 at once
default, HttpClient: more than 2 at once
fixed.max-pool-size=2, HttpClient: 2 at once
WORKER_THREAD_POOL, HttpClient: 2 at once
SEEN
