#!/usr/bin/env bash
# pgjdbc with two hosts in its URL never comes to the second one when the first accepts and says nothing.
#
# Expected: fail-over to the second host after connectTimeout (10 s by default), as when the first does not answer a connect at all.
# Seen: connectTimeout bounds the TCP connect alone. After 5 s, which bound the wait for the answer on TLS, a second connection is made to the
#   same host, without TLS; that one waits with no bound (loginTimeout and socketTimeout are off by default). After 20 s the second host has
#   seen no connection. With loginTimeout=3 the call ends, but the second host has seen none, either.
# Versions: org.postgresql:postgresql 42.7.14.
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
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.14</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class Main {
    public static void main(String[] args) throws Exception {
        connect("default", "", 20);
        connect("loginTimeout=3", "&loginTimeout=3", 20);
        System.exit(0);
    }

    private static void connect(String what, String settings, int seconds) throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        String url = "jdbc:postgresql://127.0.0.1:" + silent(first) + ",127.0.0.1:" + silent(second) + "/db?user=u" + settings;
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                DriverManager.getConnection(url).close();
                outcome.complete("connected");
            } catch (SQLException failure) {
                outcome.complete("SQLState " + failure.getSQLState());
            }
        });
        caller.setDaemon(true);
        caller.start();
        String seen = outcome.completeOnTimeout("still waiting", seconds, TimeUnit.SECONDS).get();
        System.out.println(what + ": " + seen + ", the second host saw " + second + " connections");
    }

    private static int silent(AtomicInteger connections) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        List<Socket> open = new ArrayList<>();
        Thread accepting = new Thread(() -> {
            try {
                while (true) {
                    open.add(server.accept());
                    connections.incrementAndGet();
                }
            } catch (java.io.IOException ended) {
                // with the program
            }
        });
        accepting.setDaemon(true);
        accepting.start();
        return server.getLocalPort();
    }
}
JAVA
javac Main.java
timeout 90 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
default: still waiting, the second host saw 0 connections
loginTimeout=3: SQLState 08001, the second host saw 0 connections
SEEN
