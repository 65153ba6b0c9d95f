package dev.haywire;

/**
 * A server of the test's own. Each connection is served on a thread of its own, so blocking is fine.
 *
 * @since 0.1
 */
@FunctionalInterface
@Experimental
public interface TcpHandler {

    /**
     * Serves one connection. Returning sends FIN behind what was written.
     *
     * @param session the connection's streams
     * @throws Exception fails the test and resets the connection; an IOException or UncheckedIOException from the session's own streams after
     *     the connection has ended does not fail the test
     */
    void handle(TcpSession session) throws Exception;
}
