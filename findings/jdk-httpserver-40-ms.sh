#!/usr/bin/env bash
# com.sun.net.httpserver.HttpServer of JDK 17 takes 40 ms for each answer on a kept connection, over loopback; that of JDK 25 does not.
#
# Expected: well below a millisecond or a few, for an answer of four bytes.
# Seen: 17.0.15 sends the headers and the body by two writes with Nagle's algorithm on; the body waits until the client's kernel, which delays
#   its acknowledgement by 40 ms, has acknowledged the headers. With -Dsun.net.httpserver.nodelay=true, or on 25.0.3, a few ms on a busy
#   machine. So tests that time a client against this server see 40 ms that are no fault of the client's.
# Versions: OpenJDK 17.0.15 and 25.0.3 on Linux, the one whose java is on the PATH; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

public class Main {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("done".getBytes());
            exchange.close();
        });
        server.start();
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        long[] millis = new long[200];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            millis[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
        Arrays.sort(millis);
        System.out.println(args[0] + ": half of the requests take " + (millis[100] >= 40 ? "40 ms or more" : "less than 40 ms"));
        System.err.println("median: " + millis[100] + " ms");
        System.exit(0);
    }
}
JAVA
java -version 2>&1 | grep version
javac Main.java
{
    timeout 40 java Main default
    timeout 40 java -Dsun.net.httpserver.nodelay=true Main nodelay
} | tee seen
if java -version 2>&1 | grep -q 'version "17'; then
    takes="40 ms or more"
else
    takes="less than 40 ms"
fi
diff seen - <<SEEN
default: half of the requests take $takes
nodelay: half of the requests take less than 40 ms
SEEN
