package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What code of the test has sent through one UDP endpoint and the loop has not yet taken over: bounded, as who sends never waits. What finds no
 * room is dropped, and the loop told of it.
 */
final class PostedDatagrams {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int OVERHEAD = 256;

    private final UdpWire wire;
    private Map<InetSocketAddress, Long> dropped = new LinkedHashMap<>();
    private long bytes;
    private boolean closed;

    PostedDatagrams(UdpWire wire) {
        this.wire = wire;
    }

    /** Sends a copy to a client, soon; never waits. */
    void post(byte[] payload, InetSocketAddress client) {
        Payloads.requireFitting(payload.length, client);
        if (!wire.isClosed() && hasRoom(payload.length, client)) {
            ByteBuffer copy = ByteBuffer.wrap(payload.clone());
            wire.soon(() -> {
                taken(copy.remaining());
                wire.sent(client, copy);
            });
        }
    }

    /** Takes room for a datagram; where there is none it counts as dropped. */
    private synchronized boolean hasRoom(int length, InetSocketAddress client) {
        long weight = length + OVERHEAD;
        if (!closed && bytes + weight <= MOST_BYTES && DatagramMemory.ALL.take(weight)) {
            bytes += weight;
            return true;
        }
        if (!closed) {
            if (dropped.isEmpty()) {
                wire.loop().execute(this::tell);
            }
            dropped.merge(client, 1L, Long::sum);
        }
        return false;
    }

    /** The loop has taken one over. */
    private synchronized void taken(int length) {
        if (!closed) {
            bytes -= length + OVERHEAD;
            DatagramMemory.ALL.give(length + OVERHEAD);
        }
    }

    private void tell() {
        tellDrops().forEach(this::drop);
    }

    private void drop(InetSocketAddress client, long count) {
        UdpSession session = wire.clients().of(client);
        for (long i = 0; i < count && !wire.isClosed(); i++) {
            wire.clients().heard(session, System.nanoTime());
            long ordinal = session.nextOrdinal(Direction.DOWNSTREAM);
            wire.clients().nextOrdinal(Direction.DOWNSTREAM);
            wire.ledger().received(Direction.DOWNSTREAM);
            wire.ledger().dropped(session, Direction.DOWNSTREAM, ordinal, 0, "sendQueue");
        }
    }

    private synchronized Map<InetSocketAddress, Long> tellDrops() {
        Map<InetSocketAddress, Long> told = dropped;
        dropped = new LinkedHashMap<>();
        return told;
    }

    /** The endpoint ends: what waits is forgotten. */
    synchronized void close() {
        closed = true;
        dropped.clear();
        DatagramMemory.ALL.give(bytes);
        bytes = 0;
    }
}
