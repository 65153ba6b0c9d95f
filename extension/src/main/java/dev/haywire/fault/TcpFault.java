package dev.haywire.fault;

import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A fault for TCP endpoints.
 *
 * @since 0.1
 */
@Experimental
public sealed interface TcpFault extends Fault
        permits LinkFault,
                TcpNarrowed,
                ConnectHangFault,
                ResetFault,
                CloseFault,
                HalfCloseFault,
                LimitDataFault,
                SliceFault,
                SlowCloseFault {

    /**
     * Narrows it to some connections.
     *
     * @param indices their {@link dev.haywire.TcpConnection#index() indices}, counted from 0; at least one, in any order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is negative, or others were given before
     */
    TcpFault onConnections(int... indices);

    /**
     * Narrows it to the first connections accepted since it became active; those open before are left alone. On a reset or close that has
     * no other trigger it implies {@code onAccept()}.
     *
     * @param count how many connections, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, or another was given before
     */
    TcpFault firstConnections(int count);

    /**
     * Narrows it to the connections that are open when it becomes active, after {@code startingAfter}: a pool, for instance. Those accepted
     * later are left alone.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it selects by what happens when a connection is accepted ({@code firstConnections}, {@code
     *     onAccept})
     */
    TcpFault onOpenConnections();

    /**
     * Narrows it to the first connections on which a byte enters in one of its directions since it became active, that byte included. Those
     * open before, as in a pool, count as well. On a reset, close or half-close that has no other trigger it implies {@code onNextData()},
     * and so needs a direction.
     *
     * @param count how many connections, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, another was given before, or the fault acts when a connection is accepted
     */
    TcpFault nextConnections(int count);

    /**
     * Narrows it to connections by what they are: asked once per connection, when it is accepted; of those open already, when the fault
     * becomes active.
     *
     * @param predicate runs on the engine's loop: it must not block; what it throws fails the test and counts as no match. What it calls on
     *     endpoints takes effect right after all faults have decided; calls that wait throw an IllegalStateException
     * @return the narrowed fault
     * @throws IllegalArgumentException if another predicate was given before
     */
    TcpFault onConnectionsWhere(Predicate<TcpConnection> predicate);

    /**
     * Lets it act from a position in the stream on: that many bytes of the direction pass first, per connection, counted from where the
     * fault became active. The position is that of the stream as it enters the wire, whatever other faults do to it. The fault must name
     * its direction.
     *
     * @param count bytes, 0 or more
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is negative, another position was given before, or the fault acts when a connection is accepted
     */
    TcpFault afterBytes(long count);

    /**
     * Lets it act right behind the first occurrence of a text in the stream, found across chunks, encoded as UTF-8; see
     * {@link #after(byte[])}.
     *
     * @param text what to look for, not empty
     * @return the narrowed fault
     * @throws IllegalArgumentException if the text is empty, another position was given before, or the fault acts when a connection is accepted
     */
    TcpFault after(String text);

    /**
     * Lets it act right behind the first occurrence of some bytes in the stream, found across chunks, searched from where the fault became
     * active. It is the stream as it enters the wire that is searched. The fault must name its direction.
     *
     * @param bytes what to look for, at least one byte; copied
     * @return the narrowed fault
     * @throws IllegalArgumentException if there are none, another position was given before, or the fault acts when a connection is accepted
     */
    TcpFault after(byte[] bytes);

    @Override
    TcpFault upstream();

    @Override
    TcpFault downstream();

    @Override
    TcpFault direction(Direction direction);

    @Override
    TcpFault startingAfter(Duration delay);

    @Override
    TcpFault lasting(Duration length);

    @Override
    TcpFault probability(double probability);
}
