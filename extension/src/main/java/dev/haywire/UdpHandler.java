package dev.haywire;

/**
 * A UDP server of the test's own. It is called for one datagram after the other, on a thread of its own, so blocking is fine.
 *
 * @since 0.1
 */
@FunctionalInterface
@Experimental
public interface UdpHandler {

    /**
     * Serves one datagram that has passed the wire.
     *
     * @param datagram what came
     * @param replier answers its sender; may be kept, and used later from any thread
     * @throws Exception fails the test; the next datagram is served all the same
     */
    void handle(Datagram datagram, UdpReplier replier) throws Exception;
}
