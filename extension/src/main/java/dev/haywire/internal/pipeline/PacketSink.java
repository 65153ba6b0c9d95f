package dev.haywire.internal.pipeline;

/**
 * Where a {@link PacketLane} ends. Called within a call of the lane; must not call that lane.
 *
 * <p>Nothing vanishes: each datagram that entered and each copy that was told of is delivered or dropped once, or still held.
 *
 * @since 0.1
 */
public interface PacketSink {

    /**
     * Takes a datagram that has passed.
     *
     * @param packet what to send; its payload is valid until this call returns
     */
    void deliver(Packet packet);

    /**
     * Is told that all has been decided about a datagram that is still on its way: now what predicates asked for may be done.
     */
    default void decided() {}

    /**
     * Is told of a datagram that was lost.
     *
     * @param packet the datagram
     * @param cause the kind of the fault that dropped it, its factory's name
     */
    void dropped(Packet packet, String cause);

    /**
     * Is told of a copy before it goes on; it is delivered or dropped as any datagram.
     *
     * @param copy the copy
     */
    void copied(Packet copy);
}
