package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;

/**
 * What goes wrong on the wire: an immutable value, made by {@link Faults} and narrowed by the methods here and of the subtypes.
 *
 * <p>The order of the narrowings never matters. Each is given once: the same one with another value is an
 * {@link IllegalArgumentException}, since it would be the order that decides. A narrowing that makes no sense for the fault is an
 * {@code IllegalArgumentException} naming both and what to use instead; what shows only once the fault is complete (a direction that is
 * missing, what the endpoint's protocol rules out) is one when it is applied. Several narrowings must all hold, each counting for itself.
 *
 * <p>Two faults are equal if they do the same to the same: {@code reset().upstream().afterBytes(9)} equals
 * {@code reset().afterBytes(9).upstream()}. {@code toString()} spells a fault as the code that makes it.
 *
 * @since 0.1
 */
@Experimental
public sealed interface Fault permits TcpFault, UdpFault {

    /**
     * Returns the name of the factory that makes such a fault.
     *
     * @return {@code latency}, {@code halfClose} and so on
     */
    String kind();

    /**
     * Returns what the fault is narrowed to.
     *
     * @return the selection; one that selects everything where nothing narrows
     */
    Selection selection();

    /**
     * Returns the direction in which it works.
     *
     * @return the direction named, else BOTH; a fault that has to name one and does not is refused when it is applied
     */
    Direction direction();

    /**
     * Tells whether chance may let all that passes go untouched, so that a test in which it never fired may be right all the same: its
     * probability is below 1, or its jitter reaches its delay. Such a fault that never fired warns, and does not fail the test.
     *
     * @return whether it may do nothing to all that passes
     */
    boolean isRandom();

    /**
     * Narrows it to what the application sends to the server.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the fault
     */
    Fault upstream();

    /**
     * Narrows it to what the server sends to the application.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the fault
     */
    Fault downstream();

    /**
     * Says in which direction it works. With {@link Direction#BOTH} each direction counts for itself: positions, counts, limits and rates
     * are per direction.
     *
     * @param direction UPSTREAM, DOWNSTREAM or BOTH
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the fault
     */
    Fault direction(Direction direction);

    /**
     * Lets it begin later than it is applied. Until then it counts nothing.
     *
     * @param delay from the moment it is applied; zero or more, at most 36500 days
     * @return the narrowed fault
     * @throws IllegalArgumentException if the delay is negative or too long, or another was given before
     */
    Fault startingAfter(Duration delay);

    /**
     * Ends it by itself, as closing it would: what it holds is handed on then.
     *
     * @param length from the moment it begins; more than zero, at most 36500 days
     * @return the narrowed fault
     * @throws IllegalArgumentException if the length is negative, zero or too long, or another was given before
     */
    Fault lasting(Duration length);

    /**
     * Hits only some: on TCP each connection, on UDP each datagram is hit with this probability. Which ones follows from the seed.
     *
     * @param probability a fraction from 0 to 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if it is no such fraction, another was given before, or the fault has a probability of its own
     */
    Fault probability(double probability);
}
