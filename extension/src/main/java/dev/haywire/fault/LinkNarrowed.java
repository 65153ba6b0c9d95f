package dev.haywire.fault;

import dev.haywire.Datagram;
import dev.haywire.Experimental;
import java.util.function.Predicate;

/**
 * The narrowings of faults that endpoints of any protocol take.
 *
 * @param <S> the fault's own type
 * @since 0.1
 */
@Experimental
public abstract sealed class LinkNarrowed<S extends LinkFault> extends TcpNarrowed<S> implements LinkFault
        permits LatencyFault, BandwidthFault, StallFault, BlackholeFault, RefuseFault, CorruptFault {

    LinkNarrowed(Selection selection) {
        super(selection);
    }

    /**
     * Narrows it to some clients; see {@link UdpFault#onClients(int...)}.
     *
     * @param indices their indices, counted from 0 by first arrival; at least one, in any order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is negative, or others were given before
     */
    public S onClients(int... indices) {
        return narrow(own().with(own().datagrams().withClients(indices)));
    }

    /**
     * Leaves the client out of random decisions, so that each client meets the same, whichever arrived first; see
     * {@link UdpFault#sameForEveryClient()}.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it works {@code acrossClients()}
     */
    public S sameForEveryClient() {
        return narrow(own().with(own().datagrams().withSameForEveryClient()));
    }

    /**
     * Counts and draws for all clients together instead of for each; see {@link UdpFault#acrossClients()}.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it is {@code sameForEveryClient()} too
     */
    public S acrossClients() {
        return narrow(own().with(own().datagrams().withAcrossClients()));
    }

    /**
     * Narrows it to datagrams by their number, per client and direction, counted from 1 from the moment it became
     * active; see {@link UdpFault#nth(long...)}.
     *
     * @param ordinals the numbers, at least one, in any order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is below 1, or others were given before
     */
    public S nth(long... ordinals) {
        return narrow(own().with(own().datagrams().withNth(ordinals)));
    }

    /**
     * Narrows it to the first datagrams per client and direction since it became active; see {@link
     * UdpFault#first(long)}.
     *
     * @param count how many datagrams, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, or another was given before
     */
    public S first(long count) {
        return narrow(own().with(own().datagrams().withFirst(count)));
    }

    /**
     * Narrows it to every {@code step}th datagram per client and direction since it became active; see {@link
     * UdpFault#every(long)}.
     *
     * @param step in datagrams, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the step is below 1, or another was given before
     */
    public S every(long step) {
        return narrow(own().with(own().datagrams().withEvery(step)));
    }

    /**
     * Narrows it to datagrams by their content; see {@link UdpFault#matching(Predicate)}.
     *
     * @param predicate runs on the engine's loop: it must not block; what it throws fails the test and counts as no
     *     match
     * @return the narrowed fault
     * @throws IllegalArgumentException if another predicate was given before
     */
    public S matching(Predicate<Datagram> predicate) {
        return narrow(own().with(own().datagrams().withMatching(predicate)));
    }
}
