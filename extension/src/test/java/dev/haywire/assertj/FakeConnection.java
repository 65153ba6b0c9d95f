package dev.haywire.assertj;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haywire.CloseReason;
import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A connection whose state the test sets. */
class FakeConnection implements TcpConnection {
    private final int index;
    private final Instant openedAt;
    volatile byte[] received = {};
    volatile long unkept;
    private volatile CloseReason reason = CloseReason.OPEN;
    private volatile Instant closedAt;

    FakeConnection(int index, int openedAtMillis) {
        this.index = index;
        this.openedAt = Instant.EPOCH.plusMillis(openedAtMillis);
    }

    FakeConnection received(String text) {
        received = text.getBytes(UTF_8);
        return this;
    }

    FakeConnection closed(CloseReason why, int atMillis) {
        closedAt = Instant.EPOCH.plusMillis(atMillis);
        reason = why;
        return this;
    }

    /** The same with a journal of its own, as the engine's connections have. */
    static final class Told extends FakeConnection implements Journalled {
        private final Journal journal;

        Told(int index, Journal journal) {
            super(index, 0);
            this.journal = journal;
        }

        @Override
        public Journal journal() {
            return journal;
        }
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress("127.0.0.1", 40_000 + index);
    }

    @Override
    public boolean isOpen() {
        return reason == CloseReason.OPEN;
    }

    @Override
    public CloseReason closeReason() {
        return reason;
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    @Override
    public byte[] received() {
        return received.clone();
    }

    @Override
    public String receivedText() {
        return receivedText(UTF_8);
    }

    @Override
    public String receivedText(Charset charset) {
        return new String(received, charset);
    }

    @Override
    public long bytesReceived() {
        return received.length + unkept;
    }

    @Override
    public boolean recordTruncated() {
        return unkept > 0;
    }

    @Override
    public void awaitReceived(String contained, Duration timeout) {
        if (!receivedText().contains(contained)) {
            throw new AssertionError(
                    "Expected #" + index + " to receive \"" + contained + "\" within 50 ms, but it received nothing");
        }
    }

    @Override
    public byte[] sent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String sentText() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String sentText(Charset charset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long bytesSent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReceived(String contained) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReceived(byte[] contained, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReceived(byte[] contained) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitSent(String contained, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitSent(String contained) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitSent(byte[] contained, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitSent(byte[] contained) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitClosed(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitClosed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void halfClose() {
        throw new UnsupportedOperationException();
    }
}
