package dev.haywire.fault;

import dev.haywire.Datagram;
import java.util.function.Predicate;

/**
 * The narrowings of faults that endpoints of any protocol take.
 *
 * @param <S> the fault's own type
 */
abstract sealed class LinkNarrowed<S extends LinkFault> extends TcpNarrowed<S>
        permits LatencyFault, BandwidthFault, StallFault, BlackholeFault, RefuseFault, CorruptFault {

    LinkNarrowed(Selection selection) {
        super(selection);
    }

    public S onClients(int... indices) {
        return narrow(own().with(own().datagrams().withClients(indices)));
    }

    public S sameForEveryClient() {
        return narrow(own().with(own().datagrams().withSameForEveryClient()));
    }

    public S nth(long... ordinals) {
        return narrow(own().with(own().datagrams().withNth(ordinals)));
    }

    public S first(long count) {
        return narrow(own().with(own().datagrams().withFirst(count)));
    }

    public S every(long step) {
        return narrow(own().with(own().datagrams().withEvery(step)));
    }

    public S matching(Predicate<Datagram> predicate) {
        return narrow(own().with(own().datagrams().withMatching(predicate)));
    }
}
