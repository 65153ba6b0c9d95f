package dev.haywire.internal.net;

import dev.haywire.internal.bytes.ByteBudget;

/**
 * What all UDP endpoints of the JVM may hold together: held by faults, waiting for handlers, or sent by code of the test and not yet taken over.
 * What finds no room is dropped, as by a full queue.
 */
final class DatagramMemory {
    /** 256 MiB, or an eighth of the largest heap where that is less. */
    static final ByteBudget ALL = ByteBudget.ofHeap(256L << 20, 8);

    private DatagramMemory() {}
}
