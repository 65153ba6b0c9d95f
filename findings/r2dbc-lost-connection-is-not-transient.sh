#!/usr/bin/env bash
# The R2DBC driver of PostgreSQL reports a lost connection as not transient, so a retry of transient errors leaves it out.
#
# Expected: an R2dbcTransientException, which R2DBC has for what may work when it is tried again.
# Seen: FIN and RST alike end a running statement with SQLState 08006 as an R2dbcNonTransientException. Code that retries by
#   "instanceof R2dbcTransientException" never retries a lost connection.
# Versions: org.postgresql:r2dbc-postgresql 1.1.3.RELEASE; the server is a ServerSocket that speaks enough of PostgreSQL.
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
    <dependency><groupId>org.postgresql</groupId><artifactId>r2dbc-postgresql</artifactId><version>1.1.3.RELEASE</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

public class Main {
    public static void main(String[] args) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread serving = new Thread(() -> {
                try {
                    serve(server.accept(), reset);
                } catch (Exception ended) {
                    // by the client or the end of the program
                }
            });
            serving.setDaemon(true);
            serving.start();
            PostgresqlConnectionFactory factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                    .host("127.0.0.1").port(server.getLocalPort()).username("u").password("p").database("db")
                    .autodetectExtensions(false).build());
            String outcome;
            try {
                factory.create()
                        .flatMap(connection -> Mono.from(connection.createStatement("select 1").execute())
                                .flatMap(result -> Mono.from(result.getRowsUpdated())))
                        .block(Duration.ofSeconds(20));
                outcome = "executed";
            } catch (R2dbcException lost) {
                outcome = "SQLState " + lost.getSqlState() + ", " + kind(lost);
            }
            System.out.println((reset ? "RST: " : "FIN: ") + outcome);
        }
        System.exit(0);
    }

    private static String kind(R2dbcException failure) {
        return failure instanceof R2dbcTransientException ? "transient" : failure instanceof R2dbcNonTransientException ? "not transient" : "other";
    }

    /** Lets the client log in, and ends the connection when a statement has been read. */
    private static void serve(Socket socket, boolean reset) throws Exception {
        try (Socket connection = socket) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            in.readNBytes(in.readInt() - 4);
            message(out, 'R', "\0\0\0\0");
            for (String parameter : new String[] {"server_version\00015.0\0", "client_encoding\0UTF8\0", "TimeZone\0UTC\0"}) {
                message(out, 'S', parameter);
            }
            message(out, 'K', "\0\0\0\1\0\0\0\1");
            message(out, 'Z', "I");
            while (true) {
                in.readByte();
                String statement = new String(in.readNBytes(in.readInt() - 4));
                if (statement.startsWith("SHOW TRANSACTION")) {
                    message(out, 'T', "\0\1" + "level\0" + "\0\0\0\0\0\0" + "\0\0\0\31" + "\377\377" + "\377\377\377\377" + "\0\0");
                    message(out, 'D', "\0\1" + "\0\0\0\16" + "read committed");
                    message(out, 'C', "SHOW\0");
                    message(out, 'Z', "I");
                }
                if (statement.contains("select 1")) {
                    TimeUnit.MILLISECONDS.sleep(500);
                    connection.setSoLinger(reset, 0);
                    return;
                }
            }
        }
    }

    private static void message(DataOutputStream out, char type, String body) throws Exception {
        out.writeByte(type);
        out.writeInt(4 + body.length());
        out.writeBytes(body);
        out.flush();
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
FIN: SQLState 08006, not transient
RST: SQLState 08006, not transient
SEEN
