package dev.haywire.fault;

import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The narrowings of faults that TCP endpoints take.
 *
 * @param <S> the fault's own type
 * @since 0.1
 */
@Experimental
public abstract sealed class TcpNarrowed<S extends TcpFault> extends Narrowed<S> implements TcpFault
        permits LinkNarrowed,
                EventNarrowed,
                ConnectHangFault,
                HalfCloseFault,
                LimitDataFault,
                SliceFault,
                SlowCloseFault {

    TcpNarrowed(Selection selection) {
        super(selection);
    }

    /**
     * Narrows it to some connections; see {@link TcpFault#onConnections(int...)}.
     *
     * @param indices their {@link dev.haywire.TcpConnection#index() indices}, counted from 0; at least one, in any
     *     order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is negative, or others were given before
     */
    public S onConnections(int... indices) {
        return narrow(own().stream().connections().withIndices(indices));
    }

    /**
     * Narrows it to the first connections accepted since it became active; see {@link TcpFault#firstConnections(int)}.
     *
     * @param count how many connections, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, or another was given before
     */
    public S firstConnections(int count) {
        return narrow(own().stream().connections().withFirst(count));
    }

    /**
     * Narrows it to the connections that are open when it becomes active; see {@link TcpFault#onOpenConnections()}.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it selects by what happens when a connection is accepted ({@code
     *     firstConnections}, {@code onAccept})
     */
    public S onOpenConnections() {
        return narrow(own().stream().connections().withOpen());
    }

    /**
     * Narrows it to the first connections on which a byte enters in one of its directions since it became active; see
     * {@link TcpFault#nextConnections(int)}.
     *
     * @param count how many connections, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, another was given before, or the fault acts when a
     *     connection is accepted
     */
    public S nextConnections(int count) {
        return narrow(own().stream().connections().withNext(count));
    }

    /**
     * Narrows it to connections by what they are; see {@link TcpFault#onConnectionsWhere(Predicate)}.
     *
     * @param predicate runs on the engine's loop: it must not block; what it throws fails the test and counts as no
     *     match
     * @return the narrowed fault
     * @throws IllegalArgumentException if another predicate was given before
     */
    public S onConnectionsWhere(Predicate<TcpConnection> predicate) {
        return narrow(own().stream().connections().withWhere(predicate));
    }

    private S narrow(ConnectionChoice connections) {
        return narrow(own().with(own().stream().with(connections)));
    }

    /**
     * Lets it act from a position in the stream on; see {@link TcpFault#afterBytes(long)}.
     *
     * @param count bytes, 0 or more
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is negative, another position was given before, or the fault acts
     *     when a connection is accepted
     */
    public S afterBytes(long count) {
        return narrow(own().with(own().stream().withAfterBytes(count)));
    }

    /**
     * Lets it act right behind the first occurrence of a text in the stream, found across chunks, encoded as UTF-8;
     * see {@link TcpFault#after(String)}.
     *
     * @param text what to look for, not empty
     * @return the narrowed fault
     * @throws IllegalArgumentException if the text is empty, another position was given before, or the fault acts when
     *     a connection is accepted
     */
    public S after(String text) {
        Objects.requireNonNull(text, "after");
        return after(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lets it act right behind the first occurrence of some bytes in the stream, found across chunks, searched from
     * where the fault became active; see {@link TcpFault#after(byte[])}.
     *
     * @param bytes what to look for, at least one byte; copied
     * @return the narrowed fault
     * @throws IllegalArgumentException if there are none, another position was given before, or the fault acts when a
     *     connection is accepted
     */
    public S after(byte[] bytes) {
        return narrow(own().with(own().stream().withAfter(bytes)));
    }
}
