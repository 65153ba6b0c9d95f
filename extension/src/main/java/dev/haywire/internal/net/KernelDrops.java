package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What the kernel dropped in front of an endpoint's sockets since the records restarted: it counts for each socket as long as that lives. */
final class KernelDrops {
    private final UdpWire wire;
    private long upBefore;
    private long downBefore;
    private volatile long upLast;
    private volatile long downLast;

    KernelDrops(UdpWire wire) {
        this.wire = wire;
    }

    /** Counts what came from the application (UPSTREAM), from the server (DOWNSTREAM), or both. From any thread. */
    long count(Direction direction) {
        wire.onLoop(this::read);
        return (direction == Direction.DOWNSTREAM ? 0 : upLast) + (direction == Direction.UPSTREAM ? 0 : downLast);
    }

    /** Begins anew. On the loop. */
    void restart() {
        read();
        upBefore += upLast;
        downBefore += downLast;
        upLast = 0;
        downLast = 0;
    }

    private void read() {
        upLast = Math.max(upLast, KernelSockets.drops(wire.front().bound()) - upBefore);
        List<InetSocketAddress> ways = new ArrayList<>();
        for (UdpSession session : wire.clients().sessions()) {
            UpstreamChannel channel = session.upstream();
            if (channel != null) {
                try {
                    ways.add(channel.local());
                } catch (IOException closed) {
                    // it drops nothing any more
                }
            }
        }
        if (!ways.isEmpty()) {
            downLast = Math.max(downLast, KernelSockets.drops(ways) - downBefore);
        }
    }
}
