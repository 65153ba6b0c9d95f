package dev.haywire;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A handler's view of one connection. {@link #readLine}, {@link #read}, {@link #expect} and {@link #in()} consume one stream; none reads ahead.
 *
 * <p>After the connection has ended, reads and writes throw an {@link java.io.IOException} (streams) or an
 * {@link java.io.UncheckedIOException} (the other methods).
 *
 * @since 0.1
 */
@Experimental
public interface TcpSession {

    /**
     * Returns what the application sends, behind upstream faults.
     *
     * @return a blocking stream; -1 once the application has sent FIN
     */
    InputStream in();

    /**
     * Returns the way to the application. Closing it sends FIN and leaves the other direction open.
     *
     * @return a blocking stream
     */
    OutputStream out();

    /**
     * Reads one line as text in the server's charset (UTF-8 unless told otherwise). A line has 16 MiB at most, its end included.
     *
     * @return the line without its end ({@code \n} or {@code \r\n}), or null at the end of the stream
     * @throws IllegalStateException if 16 MiB have come without the end of a line; {@link #read} and {@link #in()} take what follows
     */
    @Nullable
    String readLine();

    /**
     * Reads exactly so many bytes.
     *
     * @param n bytes
     * @return the bytes
     */
    byte[] read(int n);

    /**
     * Reads as many bytes as the text has and compares.
     *
     * @param text what must come, in the server's charset
     * @throws AssertionError if something else comes; fails the test
     */
    void expect(String text);

    /**
     * Sends text in the server's charset (UTF-8 unless told otherwise).
     *
     * @param text what to send
     */
    void send(String text);

    /**
     * Sends bytes.
     *
     * @param bytes what to send
     */
    void send(byte[] bytes);

    /** Sends FIN behind what was sent and ends the connection. */
    void close();

    /** Sends RST behind what was sent. */
    void reset();

    /**
     * Returns the connection's record.
     *
     * @return the connection that this session serves
     */
    TcpConnection connection();
}
