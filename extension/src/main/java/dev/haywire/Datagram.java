package dev.haywire;

import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Instant;
import org.apiguardian.api.API;

/**
 * One datagram as it passed the wire.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Datagram {

    /**
     * Returns its client's index.
     *
     * @return from 0, by first arrival
     */
    int index();

    /**
     * Returns its number among those of its client and direction.
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
     * Returns who sent it.
     *
     * @return address and port
     */
    InetSocketAddress source();

    /**
     * Returns its payload.
     *
     * @return a copy
     */
    byte[] payload();

    /**
     * Returns its payload as UTF-8 text.
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
