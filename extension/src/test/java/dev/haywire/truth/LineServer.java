package dev.haywire.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.haywire.TcpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody else's server, a plain JDK one: says each line (up to a full stop) back, at the end of its input "bye.", and closes. */
final class LineServer implements AutoCloseable {
    static final String GOODBYE = "bye.";

    private final ServerSocket listener;
    private final long pauseMillis;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    /** One connection, as this server sees it. */
    static final class Visit {
        private final Socket socket;
        private final long pauseMillis;
        private final StringBuilder received = new StringBuilder();
        private Sight end = Sight.SILENCE;

        private Visit(Socket socket, long pauseMillis) {
            this.socket = socket;
            this.pauseMillis = pauseMillis;
        }

        synchronized String received() {
            return received.toString();
        }

        /** End of stream or reset; silence as long as there is neither. */
        synchronized Sight end() {
            return end;
        }

        private synchronized void add(char next) {
            received.append(next);
        }

        private synchronized void endedBy(Sight sight) {
            end = sight;
        }

        private void serve() {
            try (socket) {
                socket.setTcpNoDelay(true);
                InputStream in = socket.getInputStream();
                StringBuilder line = new StringBuilder();
                int next;
                while ((next = in.read()) >= 0) {
                    add((char) next);
                    line.append((char) next);
                    if (next == '.') {
                        think(pauseMillis);
                        say(line.toString());
                        line.setLength(0);
                    }
                }
                endedBy(Sight.EOF);
                say(GOODBYE);
            } catch (IOException reset) {
                endedBy(new Sight.Reset(reset.getMessage()));
            }
        }

        private void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }
    }

    LineServer() {
        this(0);
    }

    /** One that takes so long for each answer. */
    LineServer(long pauseMillis) {
        this.pauseMillis = pauseMillis;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    /** The same inside this JVM, but without a word at the end. */
    static void answer(TcpSession session, long pauseMillis) throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = session.in().read()) >= 0) {
            line.append((char) next);
            if (next == '.') {
                think(pauseMillis);
                session.send(line.toString());
                line.setLength(0);
            }
        }
    }

    private static void think(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "line-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Visit visit = new Visit(listener.accept(), pauseMillis);
                visits.add(visit);
                daemon(visit::serve);
            }
        } catch (IOException closed) {
            // that ends it
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** The visits so far, in order of their arrival. */
    List<Visit> visits() {
        return visits;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Visit visit : visits) {
                visit.socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
