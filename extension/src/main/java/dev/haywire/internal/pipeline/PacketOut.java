package dev.haywire.internal.pipeline;

/** What a stage may do with a datagram. */
interface PacketOut {

    /** Hands it to the next stage, as of a time: the moment it was due, even if the loop wakes up late. */
    void pass(Packet packet, long time);

    /** Drops it, with the stage's own cause. */
    void drop(Packet packet);

    /** Counts it as held and copies its payload. Where memory is short it drops it instead, and returns false. */
    boolean hold(Packet packet);

    /** Hands one that was held to the next stage. */
    void release(Packet packet, long time);

    /** Forgets one that was held. */
    void forget(Packet packet);

    /** Tells that code of the test has been asked about the datagram, before that goes on. */
    void decided();

    /** Tells of a copy. */
    void copied(Packet copy);
}
