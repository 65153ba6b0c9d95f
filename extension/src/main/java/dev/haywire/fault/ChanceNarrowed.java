package dev.haywire.fault;

import dev.haywire.Experimental;

/**
 * The faults of datagrams that chance decides, by a probability or a model of their own.
 *
 * @param <S> the fault's own type
 * @since 0.1
 */
@Experimental
public abstract sealed class ChanceNarrowed<S extends UdpFault> extends UdpNarrowed<S>
        permits LossFault, BurstLossFault, GilbertElliottFault, Markov4Fault, DuplicateFault, ReorderFault {

    ChanceNarrowed(Selection selection) {
        super(selection);
    }

    @Override
    final void judge(String added, Selection next) {
        if (next.probability().isPresent()) {
            throw new IllegalArgumentException(head() + " cannot be narrowed by " + added
                    + ": it has a probability of its own; set that one, or select datagrams by nth(long...), first(long),"
                    + " every(long), matching(Predicate) or onClients(int...)");
        }
    }
}
