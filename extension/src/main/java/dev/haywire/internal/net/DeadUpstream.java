package dev.haywire.internal.net;

import dev.haywire.internal.journal.EventLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes on that the server's port is unreachable: while it is, so is the proxy's. What the kernel bounces nobody here sees; that the server
 * is back shows in the kernel's list of sockets where it runs on this machine, and is tried out after a second where not.
 */
final class DeadUpstream extends Timer {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TRY_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final UdpWire wire;
    private final Upstreams ways;
    private final Front front;
    private @Nullable InetSocketAddress dead;
    private long tryAgain;

    DeadUpstream(UdpWire wire, Upstreams ways, Front front) {
        this.wire = wire;
        this.ways = ways;
        this.front = front;
    }

    boolean isDead() {
        return dead != null;
    }

    /** The kernel has reported it. */
    void seen(InetSocketAddress upstream) throws IOException {
        if (dead != null || !front.canRefuse() || Boolean.TRUE.equals(isThere(upstream))) {
            // it is back already, or there for another client, and the others go on
            return;
        }
        dead = upstream;
        tryAgain = System.nanoTime() + TRY_AGAIN;
        front.refuse(Front.Refusing.UPSTREAM);
        wire.log()
                .note(
                        "upstream " + Addresses.spelled(upstream)
                                + " is unreachable, and so is this port until it is back",
                        EventLog.NO_CONNECTION,
                        System.nanoTime());
        wire.loop().set(this, System.nanoTime() + LOOK_AGAIN);
    }

    @Override
    void due(long now) {
        look(now);
    }

    /** Serves again if the server is back. */
    void look(long now) {
        if (dead == null) {
            return;
        }
        Boolean there = isThere(dead);
        if (there == null ? now - tryAgain >= 0 : there) {
            over();
        } else {
            wire.loop().set(this, now + LOOK_AGAIN);
        }
    }

    private @Nullable Boolean isThere(InetSocketAddress upstream) {
        List<InetSocketAddress> senders = new ArrayList<>();
        for (UpstreamChannel way : ways.ways()) {
            senders.add(way.local());
        }
        return KernelSockets.listens(upstream, senders);
    }

    /** It has answered, or there is another one. */
    void over() {
        if (dead == null) {
            return;
        }
        dead = null;
        wire.loop().set(this, TimerHeap.NEVER);
        wire.log().note("serving again", EventLog.NO_CONNECTION, System.nanoTime());
        try {
            front.serve(Front.Refusing.UPSTREAM);
        } catch (IOException failure) {
            wire.error(failure);
        }
    }

    void close() {
        dead = null;
        wire.loop().set(this, TimerHeap.NEVER);
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }
}
