package dev.haywire.internal.pipeline;

/** Which datagrams are lost. Asked once for each selected datagram, in order of arrival. */
@FunctionalInterface
interface LossModel {

    /** Loses all. */
    LossModel EVERYTHING = ordinal -> true;

    /** Tells whether a datagram is lost, and advances. */
    boolean loses(long ordinal);

    /** Each datagram is decided alone, so that a higher share only adds losses. */
    static LossModel independent(double share, Draws draws) {
        return ordinal -> draws.unit(ordinal, 0) < share;
    }
}
