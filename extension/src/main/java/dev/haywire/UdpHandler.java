package dev.haywire;

import org.apiguardian.api.API;

/**
 * A UDP server of the test's own. It is called for one datagram after the other, on a thread of its own, so blocking is fine.
 *
 * @since 0.1
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
