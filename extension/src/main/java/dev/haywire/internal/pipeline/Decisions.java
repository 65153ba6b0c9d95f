package dev.haywire.internal.pipeline;

/**
 * What one fault counts and decides in one direction: of one client, or, {@code acrossClients}, of all clients of the endpoint together, whose
 * stages then share it. Made by {@link PacketStages#decisions}; used on the endpoint's loop only.
 *
 * @since 0.1
 */
public final class Decisions {

    private final Draws draws;
    private final Judge judge;
    private final boolean acrossClients;
    private long count;

    Decisions(Draws draws, Judge judge, boolean acrossClients) {
        this.draws = draws;
        this.judge = judge;
        this.acrossClients = acrossClients;
    }

    Draws draws() {
        return draws;
    }

    /** Counts one more datagram, from 1. */
    long next() {
        return ++count;
    }

    /** The number of a datagram that random decisions about it are keyed by. */
    long ordinal(Packet packet) {
        return acrossClients ? packet.ordinalAcross() : packet.ordinal();
    }

    long verdict(Packet arrived) {
        return judge.verdict(ordinal(arrived));
    }
}
