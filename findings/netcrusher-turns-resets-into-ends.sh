#!/usr/bin/env bash
# A reset of the server's reaches the client as a clean end of stream when NetCrusher stands between them.
#
# Expected: a proxy for failure tests hands a RST on as a RST, or fails; a client without a proxy gets "Connection reset".
# Seen: through TcpCrusher, with no fault set, the client reads what came before and then end of stream. So a test of what a client does
#   on a reset tests something else, and a body that lasts until the connection ends looks whole.
# Versions: com.github.netcrusherorg:netcrusher-core 0.10.
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
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
    <dependency><groupId>com.github.netcrusherorg</groupId><artifactId>netcrusher-core</artifactId><version>0.10</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        int port;
        try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (NioReactor reactor = new NioReactor();
                TcpCrusher crusher = TcpCrusherBuilder.builder()
                        .withReactor(reactor)
                        .withBindAddress("127.0.0.1", port)
                        .withConnectAddress("127.0.0.1", server.getLocalPort())
                        .buildAndOpen()) {
            System.out.println("direct, the server resets: " + reset(server, server.getLocalPort()));
            System.out.println("through NetCrusher, the server resets: " + reset(server, port));
        }
        System.exit(0);
    }

    private static String reset(ServerSocket server, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            Socket accepted = server.accept();
            accepted.getOutputStream().write("half".getBytes());
            TimeUnit.MILLISECONDS.sleep(500);
            accepted.setSoLinger(true, 0);
            accepted.close();
            socket.setSoTimeout(20_000);
            int read = socket.getInputStream().readAllBytes().length;
            return read + " bytes, end of stream";
        } catch (IOException failure) {
            return failure.getMessage();
        }
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
direct, the server resets: Connection reset
through NetCrusher, the server resets: 4 bytes, end of stream
SEEN
