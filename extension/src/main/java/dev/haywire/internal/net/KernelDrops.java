package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the kernel dropped in front of an endpoint's sockets since the records restarted. The kernel counts for each socket as long as that
 * lives; here the drops of those that are gone stay counted.
 */
final class KernelDrops {
    private final UdpWire wire;
    private final Tally up = new Tally();
    private volatile long upLast;
    private volatile long downLast;
    private long downGone;

    /** Of one socket. */
    static final class Tally {
        private long before;
        private long last;

        private void see(long drops) {
            // a list that changes while it is read may lack a line
            last = Math.max(last, drops);
        }

        private long since() {
            return last - before;
        }

        private void restart() {
            before = last;
        }
    }

    KernelDrops(UdpWire wire) {
        this.wire = wire;
    }

    /** Tells, as of the last look, how many came from the application (UPSTREAM), from the server (DOWNSTREAM), or both. From any thread. */
    long count(Direction direction) {
        return (direction == Direction.DOWNSTREAM ? 0 : upLast) + (direction == Direction.UPSTREAM ? 0 : downLast);
    }

    // ---- on the loop

    /** The sockets that the kernel is to be asked about. */
    List<InetSocketAddress> sockets() {
        List<InetSocketAddress> sockets = new ArrayList<>(wire.front().bound());
        for (UpstreamChannel way : ways()) {
            sockets.add(way.local());
        }
        return sockets;
    }

    /** Takes in the kernel's counts. */
    void see(Map<InetSocketAddress, Long> drops) {
        long ofTheFront = 0;
        for (InetSocketAddress one : wire.front().bound()) {
            ofTheFront += drops.getOrDefault(one, 0L);
        }
        up.see(ofTheFront);
        upLast = up.since();
        long down = downGone;
        for (UpstreamChannel way : ways()) {
            way.drops().see(drops.getOrDefault(way.local(), 0L));
            down += way.drops().since();
        }
        downLast = down;
    }

    /** Begins anew, from what was seen last. */
    void restart() {
        up.restart();
        for (UpstreamChannel way : ways()) {
            way.drops().restart();
        }
        downGone = 0;
        upLast = 0;
        downLast = 0;
    }

    /** A way to the server is about to be closed: what was seen of it stays counted. */
    void closing(UpstreamChannel way) {
        downGone += way.drops().since();
    }

    private List<UpstreamChannel> ways() {
        Upstreams upstreams = wire.upstreams();
        return upstreams == null ? List.of() : upstreams.ways();
    }
}
