package dev.haywire.internal.toxiproxy;

import dev.haywire.CloseReason;
import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A connection as the server behind a Toxiproxy sees it. What it cannot see there is unknown: how the application ended it, for one. */
record CarriedConnection(CarriedEndpoint endpoint, TcpConnection server) implements TcpConnection, Journalled {

    @Override
    public CloseReason closeReason() {
        CloseReason reason = server.closeReason();
        return switch (reason) {
            // Toxiproxy ends both sides with a FIN of its own, whoever began and however
            case APPLICATION_FIN, APPLICATION_RST, FAULT_FIN, FAULT_RST -> CloseReason.UNKNOWN;
            default -> reason;
        };
    }

    @Override
    public void reset() {
        throw endpoint.cannot("reset() of connection " + index(), "it passes RST on as FIN");
    }

    @Override
    public void halfClose() {
        throw endpoint.cannot("halfClose() of connection " + index(), "it closes both directions");
    }

    @Override
    public int index() {
        return server.index();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return server.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return server.isOpen();
    }

    @Override
    public Instant openedAt() {
        return server.openedAt();
    }

    @Override
    public Optional<Instant> closedAt() {
        return server.closedAt();
    }

    @Override
    public byte[] received() {
        return server.received();
    }

    @Override
    public String receivedText() {
        return server.receivedText();
    }

    @Override
    public String receivedText(Charset charset) {
        return server.receivedText(charset);
    }

    @Override
    public byte[] sent() {
        return server.sent();
    }

    @Override
    public String sentText() {
        return server.sentText();
    }

    @Override
    public String sentText(Charset charset) {
        return server.sentText(charset);
    }

    @Override
    public long bytesReceived() {
        return server.bytesReceived();
    }

    @Override
    public long bytesSent() {
        return server.bytesSent();
    }

    @Override
    public boolean recordTruncated() {
        return server.recordTruncated();
    }

    @Override
    public void awaitReceived(String contained, Duration timeout) {
        server.awaitReceived(contained, timeout);
    }

    @Override
    public void awaitReceived(String contained) {
        server.awaitReceived(contained);
    }

    @Override
    public void awaitReceived(byte[] contained, Duration timeout) {
        server.awaitReceived(contained, timeout);
    }

    @Override
    public void awaitReceived(byte[] contained) {
        server.awaitReceived(contained);
    }

    @Override
    public void awaitSent(String contained, Duration timeout) {
        server.awaitSent(contained, timeout);
    }

    @Override
    public void awaitSent(String contained) {
        server.awaitSent(contained);
    }

    @Override
    public void awaitSent(byte[] contained, Duration timeout) {
        server.awaitSent(contained, timeout);
    }

    @Override
    public void awaitSent(byte[] contained) {
        server.awaitSent(contained);
    }

    @Override
    public void awaitClosed(Duration timeout) {
        server.awaitClosed(timeout);
    }

    @Override
    public void awaitClosed() {
        server.awaitClosed();
    }

    @Override
    public void send(byte[] bytes) {
        server.send(bytes);
    }

    @Override
    public void send(String text) {
        server.send(text);
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public Journal journal() {
        return endpoint.journal();
    }

    @Override
    public String toString() {
        return CarriedJournal.known(server.toString()) + " behind Toxiproxy";
    }
}
