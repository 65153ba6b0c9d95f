package dev.haywire.internal.pipeline;

import dev.haywire.Datagram;

/**
 * What the stages of one fault tell the engine, and ask of it. Called from within a call of {@link PacketLane}; must not call that lane.
 *
 * @since 0.1
 */
public interface PacketEvents {

    /** Tells that the narrowings selected a datagram. */
    void matched();

    /**
     * Tells that the fault acted upon a datagram; once for each, copies left out.
     *
     * @param packet the datagram
     * @param number which one it is among those that the fault counts, from 1: what {@code nth} means
     */
    void fired(Packet packet, long number);

    /**
     * Tells what code of the test has thrown. The datagram goes on as if that code selected and changed nothing.
     *
     * @param thrown what to fail the test with
     */
    void failed(Throwable thrown);

    /**
     * Shows a datagram to a predicate of the test, as it arrived.
     *
     * @param packet the datagram
     * @return a view that may be read until the predicate returns
     */
    Datagram view(Packet packet);
}
