package dev.haywire.samples.tickets;

import java.io.IOException;

/** Buys tickets at an office, a request and an answer at a time. */
public interface Tickets extends AutoCloseable {

    /**
     * Buys a ticket.
     *
     * @param seat which one
     * @return what the office answered: {@code ticket 1 for seat 12A}
     * @throws IOException if it did not, however often it was asked
     */
    String buy(String seat) throws IOException;

    @Override
    void close();
}
