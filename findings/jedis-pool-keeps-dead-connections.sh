#!/usr/bin/env bash
# The pool of Jedis looks healed after one failure, and hands out its other dead connections as soon as calls overlap.
#
# Expected: the first failure on a pooled connection clears the idle ones (all were reset at the same moment), or each of them fails one call
#   soon, so that a test with one thread sees all of them.
# Seen: five idle connections are reset. Of 20 calls one after the other 1 fails: the connection that replaces the dead one lies on top of the
#   pool (last in, first out) and serves all others. The dead ones lie below; of 8 calls that overlap, later, 4 fail. testOnBorrow is off
#   by default; the check of idle connections runs each 30 s.
# Versions: redis.clients:jedis 8.0.2, default options; the server is a ServerSocket that speaks enough of Redis.
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
    <dependency><groupId>redis.clients</groupId><artifactId>jedis</artifactId><version>8.0.2</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

public class Main {
    private static final List<Socket> CONNECTIONS = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch answers = new CountDownLatch(0);

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                CONNECTIONS.add(connection);
                daemon(() -> serve(connection));
            }
        });
        RedisClient client = RedisClient.create("127.0.0.1", server.getLocalPort());
        System.out.println("warm up: " + overlapping(client, 5) + " of 5 fail, " + CONNECTIONS.size() + " connections");
        for (Socket connection : CONNECTIONS) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
        int failed = 0;
        for (int i = 0; i < 20; i++) {
            failed += get(client);
        }
        System.out.println("20 calls, one after the other: " + failed + " fail");
        System.out.println("8 calls that overlap: " + overlapping(client, 8) + " fail");
        System.exit(0);
    }

    /** Starts a call while those before it wait for their answers. */
    private static int overlapping(RedisClient client, int calls) throws Exception {
        answers = new CountDownLatch(1);
        List<FutureTask<Integer>> started = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            FutureTask<Integer> call = new FutureTask<>(() -> get(client));
            started.add(call);
            daemon(() -> {
                call.run();
                return null;
            });
            TimeUnit.MILLISECONDS.sleep(300);
        }
        answers.countDown();
        int failed = 0;
        for (FutureTask<Integer> call : started) {
            failed += call.get();
        }
        return failed;
    }

    private static int get(RedisClient client) {
        try {
            client.get("key");
            return 0;
        } catch (JedisConnectionException failure) {
            return 1;
        }
    }

    private static Object serve(Socket connection) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
        String count;
        while ((count = in.readLine()) != null) {
            String command = "";
            for (int i = 0; i < Integer.parseInt(count.substring(1)); i++) {
                in.readLine();
                command += in.readLine() + " ";
            }
            boolean get = command.equals("GET key ");
            if (get) {
                answers.await();
            }
            connection.getOutputStream().write((get ? "$1\r\nv\r\n" : "-ERR unknown command\r\n").getBytes());
        }
        return null;
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
warm up: 0 of 5 fail, 5 connections
20 calls, one after the other: 1 fail
8 calls that overlap: 4 fail
SEEN
