package dev.haywire.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/** An application's socket, by one of the two ways in which Java has them. */
interface Client extends AutoCloseable {

    /** The two ways. */
    enum Kind {
        SOCKET("Socket", "Connect timed out", BlockingClient::new),
        CHANNEL("SocketChannel", "still pending", ChannelClient::new);

        private final String label;
        private final String timedOut;
        private final Supplier<Client> factory;

        Kind(String label, String timedOut, Supplier<Client> factory) {
            this.label = label;
            this.timedOut = timedOut;
            this.factory = factory;
        }

        Client open() {
            return factory.get();
        }

        /** What it sees of a connect without an answer; a non-blocking one just stays pending. */
        Sight timedOut() {
            return new Sight.TimedOut(timedOut);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Connects once: {@link Sight.Connected}, {@link Sight.Refused} or {@link Sight.TimedOut}. */
    Sight connect(InetSocketAddress address, Duration atMost);

    void send(String text) throws IOException;

    /** Reads so many bytes; fewer, if then something else can be seen or the time is up; what else it is, if there are none. */
    Sight read(int bytes, Duration atMost);

    /** How many bytes the kernel has for it. */
    int available() throws IOException;

    void shutdownOutput() throws IOException;

    @Override
    void close();
}
