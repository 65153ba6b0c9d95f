package dev.haywire;

/**
 * Answers the sender of a datagram, through the wire: downstream faults meet the answer. Never blocks; any thread. After the endpoint has
 * ended it does nothing.
 *
 * @since 0.1
 */
@Experimental
public interface UdpReplier {

    /**
     * Sends one datagram to the application.
     *
     * @param payload 0 to 65 507 bytes, on IPv6 65 527
     * @throws IllegalArgumentException if there are more
     */
    void reply(byte[] payload);

    /**
     * Sends a text as one datagram, in the charset of the peer, which is UTF-8 unless declared otherwise.
     *
     * @param text at most 65 507 bytes, on IPv6 65 527
     * @throws IllegalArgumentException if there are more
     */
    void reply(String text);
}
