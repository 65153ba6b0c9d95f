package dev.haywire.internal.toxiproxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client that says in words what it sees. */
final class Application implements AutoCloseable {
    private static final int LONG = 10_000;
    private static final int A_WHILE = 200;

    private final Socket socket;
    /** Before it last spoke: on a busy machine an answer may be under way before it has the time to look at the clock. */
    private long since = System.nanoTime();

    Application(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONG);
    }

    static String connects(InetSocketAddress server) {
        try (Application application = new Application(server)) {
            return "connects";
        } catch (IOException refused) {
            return refused.getMessage().startsWith("Connection refused") ? "refused" : refused.toString();
        }
    }

    Application says(String text) throws IOException {
        since = System.nanoTime();
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Application ends() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    void resets() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads so many bytes, or up to the end. */
    String hears(int bytes) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] heard = new byte[bytes];
        int read = 0;
        try {
            while (read < bytes) {
                int n = in.read(heard, read, bytes - read);
                if (n < 0) {
                    return text(heard, read) + "<end>";
                }
                read += n;
            }
            return text(heard, read);
        } catch (SocketTimeoutException silence) {
            return text(heard, read) + "<silence>";
        } catch (SocketException broken) {
            return text(heard, read) + "<reset>";
        }
    }

    private static String text(byte[] heard, int read) {
        return new String(heard, 0, read, StandardCharsets.UTF_8);
    }

    /** As {@link #hears}, and whether it took at least so long. */
    String hearsNotBefore(int millis, int bytes) throws IOException {
        String heard = hears(bytes);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        return (heard.length() > 20 ? heard.length() + " bytes" : heard)
                + (took >= millis ? ", not before " : ", EARLIER than ") + millis + " ms";
    }

    String hearsForAWhile() throws IOException {
        socket.setSoTimeout(A_WHILE);
        try {
            return hears(1);
        } finally {
            socket.setSoTimeout(LONG);
        }
    }

    /** Whether it took more than one read. */
    String readsOf(int bytes) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] heard = new byte[bytes];
        int read = 0;
        int reads = 0;
        while (read < bytes) {
            int n = in.read(heard, read, bytes - read);
            if (n < 0) {
                return "<end>";
            }
            read += n;
            reads++;
        }
        return text(heard, read) + (reads > 1 ? " in pieces" : " in one piece");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
