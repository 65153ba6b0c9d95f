package dev.haywire.internal.pipeline;

/** What a fault does to the datagrams that it selects. Asked once for each of them, in order of arrival; models advance with it. */
@FunctionalInterface
interface Judge {

    /** Acts upon all. */
    Judge ACTS_ON_ALL = ordinal -> 1;

    /** Decides about a datagram: 0 to let it pass, else what {@link PacketStage#act} is to know. */
    long verdict(long ordinal);

    /** Each datagram is decided alone, so that a higher share only adds hits. */
    static Judge chance(double share, Draws draws) {
        return ordinal -> draws.unit(ordinal, 0) < share ? 1 : 0;
    }
}
