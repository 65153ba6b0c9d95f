#!/usr/bin/env bash
# The RabbitMQ client gives up a connection after half of its handshakeTimeout.
#
# Expected: setHandshakeTimeout(20000) lets a slow broker take 20 s, and its default is 10 s.
# Seen: against a server that accepts and says nothing, newConnection throws a TimeoutException without a message after 2, 5 and 10 s for
#   4, 10 (the default) and 20 s.
# Versions: com.rabbitmq:amqp-client 5.37.1.
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
    <dependency><groupId>com.rabbitmq</groupId><artifactId>amqp-client</artifactId><version>5.37.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import com.rabbitmq.client.ConnectionFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

public class Main {
    public static void main(String[] args) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int seconds : new int[] {4, 10, 20}) {
                ConnectionFactory factory = new ConnectionFactory();
                factory.setHost("127.0.0.1");
                factory.setPort(silent.getLocalPort());
                factory.setHandshakeTimeout(seconds * 1000);
                long start = System.nanoTime();
                String outcome;
                try {
                    factory.newConnection().close();
                    outcome = "connected";
                } catch (Exception failure) {
                    outcome = failure.toString();
                }
                long after = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                System.out.println("setHandshakeTimeout(" + seconds * 1000 + "): " + outcome + " after " + after + " s");
            }
        }
        System.exit(0);
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
setHandshakeTimeout(4000): java.util.concurrent.TimeoutException after 2 s
setHandshakeTimeout(10000): java.util.concurrent.TimeoutException after 5 s
setHandshakeTimeout(20000): java.util.concurrent.TimeoutException after 10 s
SEEN
