package dev.haywire.internal.pipeline;

/**
 * Bounds the memory of datagrams that are held. The engine implements it; lanes call it on the endpoint's loop.
 *
 * @since 0.1
 */
public interface PacketBudget {

    /** A budget without a bound. */
    PacketBudget UNBOUNDED = new PacketBudget() {
        @Override
        public boolean take(int bytes) {
            return true;
        }

        @Override
        public void give(int bytes) {}
    };

    /**
     * Asks for memory to hold one datagram.
     *
     * @param bytes its payload and what goes with it
     * @return whether there is so much; if not the datagram is dropped, as by any full queue
     */
    boolean take(int bytes);

    /**
     * Returns what was taken.
     *
     * @param bytes as many as were asked for
     */
    void give(int bytes);
}
