#!/usr/bin/env bash
# @Timeout(2) of JUnit does not end a test that waits in a socket's read: the test fails only when the read returns by itself.
#
# Expected: each test fails after 2 s.
# Seen: the test that sleeps fails after 2 s. The test that reads fails with the same TimeoutException, but after 10 s, when SO_TIMEOUT ends the
#   read. By default @Timeout interrupts the thread of the test, and a read of java.net.Socket in a platform thread does not hear of
#   interrupts. With threadMode SEPARATE_THREAD the test fails after 2 s.
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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

public class Main {
    static class Tests {
        @Test
        @Timeout(2)
        void sleep() throws Exception {
            TimeUnit.SECONDS.sleep(10);
        }

        @Test
        @Timeout(2)
        void read() throws Exception {
            readFromSilentServer();
        }

        @Test
        @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void readSeparately() throws Exception {
            readFromSilentServer();
        }

        private static void readFromSilentServer() throws Exception {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.setSoTimeout(10_000);
                socket.getInputStream().read();
            }
        }
    }

    public static void main(String[] args) {
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Tests.class))
                        .configurationParameter("junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$MethodName")
                        .build(),
                new TestExecutionListener() {
                    private long start;

                    @Override
                    public void executionStarted(TestIdentifier test) {
                        start = System.nanoTime();
                    }

                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.isTest()) {
                            Throwable failure = result.getThrowable().orElseThrow();
                            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                            System.out.println(test.getDisplayName() + ": after " + seconds + " s " + failure.getClass().getSimpleName());
                        }
                    }
                });
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
read(): after 10 s TimeoutException
readSeparately(): after 2 s TimeoutException
sleep(): after 2 s TimeoutException
SEEN
