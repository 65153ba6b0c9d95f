package dev.haywire.fault;

import dev.haywire.Datagram;
import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A fault for endpoints of any protocol. A narrowing that only the other protocol has is an {@link IllegalArgumentException} when the fault
 * is applied; one of each on the same fault is one at once, as no endpoint could take it.
 *
 * @since 0.1
 */
@Experimental
public sealed interface LinkFault extends TcpFault, UdpFault
        permits LinkNarrowed, LatencyFault, BandwidthFault, StallFault, BlackholeFault, RefuseFault, CorruptFault {

    @Override
    LinkFault upstream();

    @Override
    LinkFault downstream();

    @Override
    LinkFault direction(Direction direction);

    @Override
    LinkFault startingAfter(Duration delay);

    @Override
    LinkFault lasting(Duration length);

    @Override
    LinkFault probability(double probability);

    @Override
    LinkFault onConnections(int... indices);

    @Override
    LinkFault firstConnections(int count);

    @Override
    LinkFault onOpenConnections();

    @Override
    LinkFault nextConnections(int count);

    @Override
    LinkFault onConnectionsWhere(Predicate<TcpConnection> predicate);

    @Override
    LinkFault afterBytes(long count);

    @Override
    LinkFault after(String text);

    @Override
    LinkFault after(byte[] bytes);

    @Override
    LinkFault onClients(int... indices);

    @Override
    LinkFault sameForEveryClient();

    @Override
    LinkFault acrossClients();

    @Override
    LinkFault nth(long... ordinals);

    @Override
    LinkFault first(long count);

    @Override
    LinkFault every(long step);

    @Override
    LinkFault matching(Predicate<Datagram> predicate);
}
