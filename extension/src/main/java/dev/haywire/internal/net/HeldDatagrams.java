package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.PacketBudget;

/** What the faults of one direction of an endpoint hold back, bounded: by 64 MiB, and with those of all endpoints. */
final class HeldDatagrams implements PacketBudget {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private long datagrams;
    private long bytes;

    long count() {
        return datagrams;
    }

    @Override
    public boolean take(int more) {
        if (bytes + more > MOST_BYTES || !DatagramMemory.ALL.take(more)) {
            return false;
        }
        bytes += more;
        datagrams++;
        return true;
    }

    @Override
    public void give(int less) {
        bytes -= less;
        datagrams--;
        DatagramMemory.ALL.give(less);
    }
}
