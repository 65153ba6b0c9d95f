package dev.haywire.internal.pipeline;

/** Which datagrams are lost, where one decision follows from those before. */
interface LossModel extends Judge {

    /** Tells whether a datagram is lost, and advances. */
    boolean loses(long ordinal);

    @Override
    default long verdict(long ordinal) {
        return loses(ordinal) ? 1 : 0;
    }
}
