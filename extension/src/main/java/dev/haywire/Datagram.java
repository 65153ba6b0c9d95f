package dev.haywire;

import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Instant;

/**
 * One datagram as it passed the wire.
 *
 * @since 0.1
 */
@Experimental
public interface Datagram {

    /**
     * Returns its client's index: its place among {@link UdpEndpoint#clients()}.
     *
     * @return from 0, by first arrival or {@link UdpEndpoint#expectClient}
     */
    int index();

    /**
     * Returns its number among those of its client and direction since the records restarted, given on arrival. A copy has that of what it is
     * a copy of.
     *
     * @return from 1
     */
    long ordinal();

    /**
     * Returns which way it went.
     *
     * @return UPSTREAM or DOWNSTREAM
     */
    Direction direction();

    /**
     * Returns who sent it: upstream the client, downstream the server, which is the endpoint itself where that answers.
     *
     * @return address and port
     */
    InetSocketAddress source();

    /**
     * Returns its payload: in a predicate as it arrived, elsewhere as faults have left it.
     *
     * @return a copy, 0 to 65 507 bytes, on IPv6 65 527
     */
    byte[] payload();

    /**
     * Returns its payload as text, in the charset of the peer, which is UTF-8 unless declared otherwise.
     *
     * @return the text
     */
    String text();

    /**
     * Returns its payload as text.
     *
     * @param charset how to decode it
     * @return the text
     */
    String text(Charset charset);

    /**
     * Returns when it arrived at the wire.
     *
     * @return wall-clock time
     */
    Instant receivedAt();
}
