package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.TcpConnection;
import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.ByteRecord;
import dev.haywire.internal.journal.ByteSearch;
import dev.haywire.internal.journal.Spelled;
import dev.haywire.internal.journal.WallTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection as tests see it, from any thread; the relay behind it lives on the loop.
 *
 * <p>Reading a record first lets the loop look at what is ready, so that what a local peer wrote before is in it.
 */
final class RecordedConnection implements TcpConnection, Journalled {
    private static final long SEND_BOUND = 1 << 20;
    private static final long SEND_PATIENCE_SECONDS = 10;

    private final Wire wire;
    private final InetSocketAddress remote;
    private final ByteRecord received;
    private final ByteRecord sent;
    private final Instant openedAt;

    /** Null once it has ended: what is recorded may stay for long, and needs no buffers, stages and sockets. */
    private volatile @Nullable Relay relay;

    private volatile int index;
    private volatile @Nullable Instant closedAt;
    private volatile CloseReason closeReason = CloseReason.OPEN;

    RecordedConnection(Relay relay, InetSocketAddress remote) {
        this.relay = relay;
        this.wire = relay.wire();
        this.remote = remote;
        this.received = new ByteRecord(wire.records());
        this.sent = new ByteRecord(wire.records());
        this.openedAt = WallTime.now();
    }

    ByteRecord receivedRecord() {
        return received;
    }

    ByteRecord sentRecord() {
        return sent;
    }

    /** Gives it its place; again, with empty records, when it outlives the test it was accepted in. */
    void number(int place) {
        index = place;
    }

    void restart(int place) {
        index = place;
        received.restart();
        sent.restart();
    }

    void ended(CloseReason reason) {
        closeReason = reason;
        closedAt = WallTime.now();
        relay = null;
    }

    /** A fault has decided on its end, which is still on its way. */
    void blamed(CloseReason reason) {
        closeReason = reason;
    }

    boolean hasEnded() {
        return closedAt != null;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public boolean isOpen() {
        look();
        return !hasEnded();
    }

    @Override
    public CloseReason closeReason() {
        look();
        return closeReason;
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Optional<Instant> closedAt() {
        look();
        return Optional.ofNullable(closedAt);
    }

    @Override
    public byte[] received() {
        look();
        return received.bytes();
    }

    @Override
    public String receivedText() {
        return receivedText(StandardCharsets.UTF_8);
    }

    @Override
    public String receivedText(Charset charset) {
        return new String(received(), charset);
    }

    @Override
    public byte[] sent() {
        look();
        return sent.bytes();
    }

    @Override
    public String sentText() {
        return sentText(StandardCharsets.UTF_8);
    }

    @Override
    public String sentText(Charset charset) {
        return new String(sent(), charset);
    }

    @Override
    public long bytesReceived() {
        look();
        return received.count();
    }

    @Override
    public long bytesSent() {
        look();
        return sent.count();
    }

    @Override
    public boolean recordTruncated() {
        look();
        return received.truncated() || sent.truncated();
    }

    @Override
    public void awaitReceived(String contained, Duration timeout) {
        await(received, contained.getBytes(StandardCharsets.UTF_8), RecordedConnection::asText, timeout);
    }

    @Override
    public void awaitReceived(String contained) {
        awaitReceived(contained, wire.timeout());
    }

    @Override
    public void awaitReceived(byte[] contained, Duration timeout) {
        await(received, contained, Spelled::bytes, timeout);
    }

    @Override
    public void awaitReceived(byte[] contained) {
        awaitReceived(contained, wire.timeout());
    }

    @Override
    public void awaitSent(String contained, Duration timeout) {
        await(sent, contained.getBytes(StandardCharsets.UTF_8), RecordedConnection::asText, timeout);
    }

    @Override
    public void awaitSent(String contained) {
        awaitSent(contained, wire.timeout());
    }

    @Override
    public void awaitSent(byte[] contained, Duration timeout) {
        await(sent, contained, Spelled::bytes, timeout);
    }

    @Override
    public void awaitSent(byte[] contained) {
        awaitSent(contained, wire.timeout());
    }

    private void await(ByteRecord record, byte[] contained, Function<byte[], String> spelled, Duration timeout) {
        boolean isReceived = record == received;
        try (ByteSearch search = record.search(contained)) {
            wire.await(
                    search::found,
                    timeout,
                    () -> subject() + (isReceived ? " to receive " : " to send ") + spelled.apply(contained),
                    () -> (isReceived ? "it received " : "it sent ")
                            + (record.count() == 0 ? "nothing" : spelled.apply(record.bytes()))
                            + (hasEnded() ? " and has ended: " + closeReason : ""));
        }
    }

    private static String asText(byte[] bytes) {
        return Spelled.text(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void awaitClosed(Duration timeout) {
        wire.await(this::hasEnded, timeout, () -> subject() + " to end", () -> "it is open");
    }

    @Override
    public void awaitClosed() {
        awaitClosed(wire.timeout());
    }

    @Override
    public void send(byte[] bytes) {
        LoopThread.requireNone("send", "send from a thread of the test's own");
        Outbox outbox = outbox();
        try {
            if (!outbox.put(bytes.clone(), SEND_BOUND, TimeUnit.SECONDS.toNanos(SEND_PATIENCE_SECONDS))) {
                throw new IllegalStateException(
                        "connection #" + index + ": " + outbox.pending() + " bytes still wait to be sent after "
                                + SEND_PATIENCE_SECONDS + " s; the application does not read, or a fault holds them");
            }
        } catch (IOException ended) {
            throw new IllegalStateException("connection #" + index + " cannot send: " + ended.getMessage(), ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(
                    "Interrupted while connection #" + index + " waited to send " + outbox.pending() + " bytes",
                    interrupted);
        }
    }

    private Outbox outbox() {
        Relay open = relay;
        if (open == null) {
            throw new IllegalStateException("connection #" + index + " cannot send: " + Relay.endedText(closeReason));
        }
        Flow down = open.flow(Direction.DOWNSTREAM);
        Outbox outbox = wire.loop().call(() -> down.hearsNothing() ? null : down.outbox());
        if (outbox == null) {
            throw new IllegalStateException("connection #" + index + " cannot send: "
                    + (closeReason != CloseReason.OPEN
                            ? open.endedText()
                            : "the application has been, or is being, sent FIN"));
        }
        return outbox;
    }

    @Override
    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void reset() {
        onLoop(open -> open.resetNow(CloseReason.TEST_RST));
    }

    @Override
    public void close() {
        onLoop(open -> open.closeNow(CloseReason.TEST_FIN));
    }

    @Override
    public void halfClose() {
        onLoop(open -> open.halfCloseNow(Direction.DOWNSTREAM, CloseReason.TEST_FIN));
    }

    private void onLoop(Consumer<Relay> action) {
        Relay open = relay;
        if (open != null) {
            wire.change(() -> action.accept(open));
        }
    }

    private void look() {
        if (!hasEnded()) {
            wire.look();
        }
    }

    @Override
    public Journal journal() {
        return new WireJournal(wire);
    }

    @Override
    public String toString() {
        return subject() + ", " + (hasEnded() ? "ended: " + closeReason : "open");
    }

    private String subject() {
        return "connection #" + index + " from " + Addresses.spelled(remote);
    }
}
