#!/usr/bin/env bash
# Statement.setQueryTimeout of pgjdbc does not end a statement whose server has become silent.
#
# Expected: an SQLException after 2 s with setQueryTimeout(2).
# Seen: after 2 s the driver makes a second connection, to ask the server to cancel, and waits on for an answer to the statement with no bound
#   (20 s were watched). A silent server never cancels. With socketTimeout, which is off by default, the call ends.
# Versions: org.postgresql:postgresql 42.7.14; the server is a ServerSocket that lets a client log in and says nothing after that.
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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                int number = CONNECTIONS.incrementAndGet();
                daemon(() -> serve(connection, number));
            }
        });
        query("setQueryTimeout(2)", "", server.getLocalPort());
        query("setQueryTimeout(2), socketTimeout=4", "&socketTimeout=4", server.getLocalPort());
        System.exit(0);
    }

    private static void query(String what, String settings, int port) throws Exception {
        CONNECTIONS.set(0);
        // assumeMinServerVersion: no statement of the driver's own after the login
        String plain = "user=u&sslmode=disable&gssEncMode=disable&assumeMinServerVersion=15";
        Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/db?" + plain + settings);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        daemon(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(2);
                statement.execute("select 1");
                return outcome.complete("executed");
            } catch (SQLException failure) {
                return outcome.complete("SQLState " + failure.getSQLState());
            }
        });
        String seen = outcome.completeOnTimeout("still waiting after 20 s", 20, TimeUnit.SECONDS).get();
        System.out.println(what + ": " + seen + ", " + CONNECTIONS + " connections");
    }

    /** Lets the first connection log in, and is silent from then on, as a dead wire is. */
    private static Object serve(Socket connection, int number) throws Exception {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        if (number == 1) {
            in.readNBytes(in.readInt() - 4);
            out.writeByte('R');
            out.writeInt(8);
            out.writeInt(0);
            parameter(out, "server_version", "15.0");
            parameter(out, "client_encoding", "UTF8");
            parameter(out, "DateStyle", "ISO, MDY");
            parameter(out, "standard_conforming_strings", "on");
            parameter(out, "integer_datetimes", "on");
            out.writeByte('K');
            out.writeInt(12);
            out.writeInt(1);
            out.writeInt(1);
            ready(out);
        }
        return connection.getInputStream().readAllBytes();
    }

    private static void parameter(DataOutputStream out, String name, String value) throws Exception {
        out.writeByte('S');
        out.writeInt(4 + name.length() + 1 + value.length() + 1);
        out.writeBytes(name + "\0" + value + "\0");
    }

    private static void ready(DataOutputStream out) throws Exception {
        out.writeByte('Z');
        out.writeInt(5);
        out.writeByte('I');
        out.flush();
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
setQueryTimeout(2): still waiting after 20 s, 2 connections
setQueryTimeout(2), socketTimeout=4: SQLState 08006, 2 connections
SEEN
