#!/usr/bin/env bash
# A java.net.Socket whose peer reset the connection reads a clean end of stream (-1) once a write has met the reset.
#
# Expected: each read after a RST throws "Connection reset", so that a reader can tell a whole stream from a broken one.
# Seen: a read that comes first throws, and so does each later one. When a write comes first, it gets the exception, and all reads return -1: a
#   reader with a thread of its own takes half a stream for a whole one. The kernel tells of a reset once.
# Versions: OpenJDK 17 and 25 on Linux; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Main.java <<'JAVA'
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

public class Main {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        for (boolean writes : new boolean[] {false, true}) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
            Socket accepted = server.accept();
            accepted.setSoLinger(true, 0);
            accepted.close();
            TimeUnit.MILLISECONDS.sleep(300);
            System.out.println(writes ? "written first" : "nothing written");
            if (writes) {
                step("write", () -> write(socket));
            }
            for (int i = 0; i < 2; i++) {
                step("read", () -> socket.getInputStream().read());
            }
        }
    }

    private static String write(Socket socket) throws IOException {
        socket.getOutputStream().write(1);
        return "done";
    }

    private static void step(String what, Callable<?> step) throws Exception {
        String outcome;
        try {
            outcome = step.call().toString();
        } catch (IOException failure) {
            outcome = failure.getMessage();
        }
        System.out.println(what + ": " + outcome);
    }
}
JAVA
java -version 2>&1 | grep version
javac Main.java
timeout 60 java Main | tee seen
diff seen - <<'SEEN'
nothing written
read: Connection reset
read: Connection reset
written first
write: Connection reset by peer
read: -1
read: -1
SEEN
