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

    /** Reads the kernel's counts. */
    void look() {
        read(ways());
    }

    /** Begins anew. */
    void restart() {
        List<UpstreamChannel> ways = ways();
        read(ways);
        up.restart();
        for (UpstreamChannel way : ways) {
            way.drops().restart();
        }
        downGone = 0;
        upLast = 0;
        downLast = 0;
    }

    /** Some of the ways to the server are about to be closed. */
    void closing(List<UpstreamChannel> ways) {
        if (!ways.isEmpty()) {
            read(ways);
            for (UpstreamChannel way : ways) {
                downGone += way.drops().since();
            }
        }
    }

    private void read(List<UpstreamChannel> ways) {
        List<InetSocketAddress> bound = wire.front().bound();
        List<InetSocketAddress> locals = new ArrayList<>(bound);
        for (UpstreamChannel way : ways) {
            locals.add(way.local());
        }
        Map<InetSocketAddress, Long> all = KernelSockets.drops(locals);
        long ofTheFront = 0;
        for (InetSocketAddress one : bound) {
            ofTheFront += all.getOrDefault(one, 0L);
        }
        up.see(ofTheFront);
        upLast = up.since();
        for (UpstreamChannel way : ways) {
            way.drops().see(all.getOrDefault(way.local(), 0L));
        }
        long down = downGone;
        for (UpstreamChannel way : ways()) {
            down += way.drops().since();
        }
        downLast = down;
    }

    private List<UpstreamChannel> ways() {
        Upstreams upstreams = wire.upstreams();
        return upstreams == null ? List.of() : upstreams.ways();
    }
}
