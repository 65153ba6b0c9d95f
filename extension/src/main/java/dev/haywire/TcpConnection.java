package dev.haywire;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One connection of the application: what passed its wire, how it ended, and the means to end it.
 *
 * <p>Of each direction the first 1 MiB is recorded. The records of an endpoint together have a bound too: 128 MiB, those of all endpoints of the
 * JVM 256 MiB, or a sixteenth and an eighth of the largest heap where that is less. The last quarter of both is for the first 4 KiB of each
 * direction, and the first 256 bytes are always recorded. Nothing recorded makes room for what comes later; {@code clearRecords()} and the
 * endpoint's end do. Counters and waits go on after the bound, and {@link #recordTruncated()} says so. Thread-safe.
 *
 * @since 0.1
 */
@Experimental
public interface TcpConnection {

    /**
     * Returns the position among the connections of its endpoint since the records restarted.
     *
     * @return from 0
     */
    int index();

    /**
     * Returns the application's address.
     *
     * @return its address and port
     */
    InetSocketAddress remoteAddress();

    /**
     * Tells whether neither side has ended it as a whole.
     *
     * @return whether it is open
     */
    boolean isOpen();

    /**
     * Names the first FIN or RST that led to its end.
     *
     * @return {@link CloseReason#OPEN} while it is open; where a fault ends the conversation at a position, the fault's reason from then on,
     *     though its FIN or RST may still be on its way, and a peer may have sent FIN before
     */
    CloseReason closeReason();

    /**
     * Returns when it was accepted.
     *
     * @return wall-clock time
     */
    Instant openedAt();

    /**
     * Returns when it ended.
     *
     * @return empty while it is open
     */
    Optional<Instant> closedAt();

    /**
     * Returns what passed the wire towards the server.
     *
     * @return a copy of the kept bytes
     */
    byte[] received();

    /**
     * Returns {@link #received()} as UTF-8 text.
     *
     * @return the text
     */
    String receivedText();

    /**
     * Returns {@link #received()} as text.
     *
     * @param charset how to decode it
     * @return the text
     */
    String receivedText(Charset charset);

    /**
     * Returns what the server wrote, before downstream faults.
     *
     * @return a copy of the kept bytes
     */
    byte[] sent();

    /**
     * Returns {@link #sent()} as UTF-8 text.
     *
     * @return the text
     */
    String sentText();

    /**
     * Returns {@link #sent()} as text.
     *
     * @param charset how to decode it
     * @return the text
     */
    String sentText(Charset charset);

    /**
     * Counts the bytes that passed the wire towards the server, those behind the record's bound too.
     *
     * @return bytes
     */
    long bytesReceived();

    /**
     * Counts the bytes the server wrote, those behind the record's bound too.
     *
     * @return bytes
     */
    long bytesSent();

    /**
     * Tells whether more passed than one of the two records holds: its bound of 1 MiB, or that of all records together, was reached.
     *
     * @return whether bytes are missing at a record's end; a record has no gaps
     */
    boolean recordTruncated();

    /**
     * Waits until the received bytes contain that text, as UTF-8: in what is recorded, or in what passes while it waits, after the bound of the
     * record too. What passed before the wait began and is not recorded is not found.
     *
     * @param contained the text
     * @param timeout how long to wait at most
     */
    void awaitReceived(String contained, Duration timeout);

    /**
     * Waits until the received bytes contain that text, as UTF-8, {@code haywire.timeout} at most.
     *
     * @param contained the text
     */
    void awaitReceived(String contained);

    /**
     * Waits until the received bytes contain those bytes: in what is recorded, or in what passes while it waits, after the bound of the record
     * too. What passed before the wait began and is not recorded is not found.
     *
     * @param contained the bytes
     * @param timeout how long to wait at most
     */
    void awaitReceived(byte[] contained, Duration timeout);

    /**
     * Waits until the received bytes contain those bytes, {@code haywire.timeout} at most.
     *
     * @param contained the bytes
     */
    void awaitReceived(byte[] contained);

    /**
     * Waits until what the server wrote, before downstream faults, contains that text, as UTF-8.
     *
     * @param contained the text
     * @param timeout how long to wait at most
     */
    void awaitSent(String contained, Duration timeout);

    /**
     * Waits until what the server wrote contains that text, as UTF-8, {@code haywire.timeout} at most.
     *
     * @param contained the text
     */
    void awaitSent(String contained);

    /**
     * Waits until what the server wrote, before downstream faults, contains those bytes.
     *
     * @param contained the bytes
     * @param timeout how long to wait at most
     */
    void awaitSent(byte[] contained, Duration timeout);

    /**
     * Waits until what the server wrote contains those bytes, {@code haywire.timeout} at most.
     *
     * @param contained the bytes
     */
    void awaitSent(byte[] contained);

    /**
     * Waits until it has ended.
     *
     * @param timeout how long to wait at most
     */
    void awaitClosed(Duration timeout);

    /** Waits until it has ended, {@code haywire.timeout} at most. */
    void awaitClosed();

    /**
     * Sends bytes towards the application, through the downstream faults, on a proxy too. Counts as sent.
     * Blocks while more than 1 MiB waits, 10 s at most.
     *
     * @param bytes what to send
     * @throws IllegalStateException if the connection has ended, or the bytes still wait after 10 s
     */
    void send(byte[] bytes);

    /**
     * Sends UTF-8 text, as {@link #send(byte[])}.
     *
     * @param text what to send
     */
    void send(String text);

    /** Sends RST at once, to both sides of the wire. Does nothing once it has ended. */
    void reset();

    /** Sends FIN behind what is already on the wire, to both sides of it. Does nothing once it has ended. */
    void close();

    /** Sends FIN to the application; what the application writes afterwards still reaches the server. */
    void halfClose();
}
