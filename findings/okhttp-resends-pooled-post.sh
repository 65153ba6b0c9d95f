#!/usr/bin/env bash
# OkHttp sends a POST twice, and the caller is told 200, when the server has read it on a pooled connection and closes without an answer.
#
# Expected: an exception, as the server may have done the work; a resend only where nothing of the request was read.
# Seen: two POSTs on two connections, one 200, no sign for the caller. On a new connection: one POST and an exception.
#   With retryOnConnectionFailure(false): one POST and an exception.
# Versions: com.squareup.okhttp3:okhttp-jvm 5.5.1.
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
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class Main {
    private static final AtomicInteger POSTS = new AtomicInteger();
    private static final AtomicBoolean CLOSES = new AtomicBoolean();

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                daemon(() -> serve(connection));
            }
        });
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/orders";
        post("new connection", url, new OkHttpClient(), false);
        post("pooled connection", url, new OkHttpClient(), true);
        post("pooled, no retry", url, new OkHttpClient.Builder().retryOnConnectionFailure(false).build(), true);
        System.exit(0);
    }

    private static void post(String what, String url, OkHttpClient client, boolean warm) throws Exception {
        if (warm) {
            client.newCall(new Request.Builder().url(url).build()).execute().close();
        }
        POSTS.set(0);
        CLOSES.set(true);
        Request request = new Request.Builder().url(url).post(RequestBody.create("order=1".getBytes())).build();
        String outcome;
        try (Response response = client.newCall(request).execute()) {
            outcome = "status " + response.code();
        } catch (java.io.IOException failure) {
            outcome = failure.getClass().getSimpleName();
        }
        CLOSES.set(false);
        System.out.println(what + ": " + POSTS + " POSTs, " + outcome);
    }

    /** Answers all requests but the first POST after CLOSES was set, which it reads. */
    private static Object serve(Socket socket) throws Exception {
        try (Socket connection = socket) {
            while (true) {
                String head = read(connection.getInputStream(), "\r\n\r\n");
                if (head.startsWith("POST")) {
                    read(connection.getInputStream(), "order=1");
                    POSTS.incrementAndGet();
                    if (CLOSES.compareAndSet(true, false)) {
                        return null;
                    }
                } else if (head.isEmpty()) {
                    return null;
                }
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
            }
        }
    }

    private static String read(InputStream in, String end) throws Exception {
        StringBuilder read = new StringBuilder();
        int next;
        while (read.indexOf(end) < 0 && (next = in.read()) >= 0) {
            read.append((char) next);
        }
        return read.toString();
    }

    private static void daemon(java.util.concurrent.Callable<?> work) {
        Thread thread = new Thread(() -> {
            try {
                work.call();
            } catch (Exception ended) {
                // by the client
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
new connection: 1 POSTs, IOException
pooled connection: 2 POSTs, status 200
pooled, no retry: 1 POSTs, IOException
SEEN
