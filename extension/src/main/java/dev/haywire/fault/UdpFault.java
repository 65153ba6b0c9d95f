package dev.haywire.fault;

import dev.haywire.Datagram;
import java.time.Duration;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A fault for UDP endpoints.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
     */
    UdpFault sameForEveryClient();

    /**
     * Narrows it to datagrams by their number, per client and direction, counted from 1 from the moment it became active. The fault must
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
     * @param predicate runs on the engine's loop: it must not block; what it throws fails the test and counts as no match
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
