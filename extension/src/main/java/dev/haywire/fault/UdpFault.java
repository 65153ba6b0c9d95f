package dev.haywire.fault;

import dev.haywire.Datagram;
import dev.haywire.Experimental;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A fault for UDP endpoints.
 *
 * @since 0.1
 */
@Experimental
public sealed interface UdpFault extends Fault
        permits LinkFault,
                UdpNarrowed,
                LossFault,
                BurstLossFault,
                GilbertElliottFault,
                Markov4Fault,
                DropFault,
                DuplicateFault,
                ReorderFault,
                TruncateFault,
                MtuFault,
                RewriteFault {

    /**
     * Narrows it to some clients.
     *
     * @param indices their indices, counted from 0 by first arrival; at least one, in any order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is negative, or others were given before
     */
    UdpFault onClients(int... indices);

    /**
     * Leaves the client out of random decisions, so that each client meets the same, whichever arrived first.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it works {@code acrossClients()}
     */
    UdpFault sameForEveryClient();

    /**
     * Counts and draws for all clients together instead of for each: the first two are the first two of the endpoint, whatever ports they come
     * from, as a resolver needs that asks from a new port each time. Ordinals, bursts and draws are the endpoint's, per direction;
     * reproducible where the order of arrival is. What is held waits with the datagrams of its own client: {@code reorder} lets later ones of
     * that client overtake, {@code keepOrder} and rates are per client as ever. Together with {@code onClients} both must hold:
     * {@code nth(2).onClients(0)} is the endpoint's second datagram, if client 0 sent it.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it is {@code sameForEveryClient()} too
     */
    UdpFault acrossClients();

    /**
     * Narrows it to datagrams by their number, per client and direction (see {@link #acrossClients()}), counted from 1 from the moment it became active. The fault must
     * name its direction.
     *
     * @param ordinals the numbers, at least one, in any order
     * @return the narrowed fault
     * @throws IllegalArgumentException if there is none, one is below 1, or others were given before
     */
    UdpFault nth(long... ordinals);

    /**
     * Narrows it to the first datagrams per client and direction since it became active. The fault must name its direction.
     *
     * @param count how many datagrams, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the count is below 1, or another was given before
     */
    UdpFault first(long count);

    /**
     * Narrows it to every {@code step}th datagram per client and direction since it became active: 3 is the 3rd, 6th, 9th. The fault must name
     * its direction.
     *
     * @param step in datagrams, at least 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if the step is below 1, or another was given before
     */
    UdpFault every(long step);

    /**
     * Narrows it to datagrams by their content. Only those that match are counted by {@code nth}, {@code first} and {@code every}.
     *
     * @param predicate runs on the engine's loop: it must not block; what it throws fails the test and counts as no match. What it calls on
     *     endpoints takes effect right after all faults have decided; calls that wait throw an IllegalStateException
     * @return the narrowed fault
     * @throws IllegalArgumentException if another predicate was given before
     */
    UdpFault matching(Predicate<Datagram> predicate);

    @Override
    UdpFault upstream();

    @Override
    UdpFault downstream();

    @Override
    UdpFault direction(Direction direction);

    @Override
    UdpFault startingAfter(Duration delay);

    @Override
    UdpFault lasting(Duration length);

    @Override
    UdpFault probability(double probability);
}
