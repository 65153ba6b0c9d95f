package dev.haywire.internal.net;

import dev.haywire.internal.journal.EventLog;
import dev.haywire.internal.net.KernelSockets.Listing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes on that the server's port is unreachable: while it is, so is the proxy's. What the kernel bounces nobody here sees; that the server
 * is back shows in the kernel's list of sockets where it runs on this machine, and is tried out after a second where not.
 */
final class DeadUpstream extends Timer {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TRY_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final UdpWire wire;
    private final Upstreams ways;
    private final Front front;
    private @Nullable InetSocketAddress suspect;
    private @Nullable InetSocketAddress dead;
    private long tryAgain;

    DeadUpstream(UdpWire wire, Upstreams ways, Front front) {
        this.wire = wire;
        this.ways = ways;
        this.front = front;
    }

    /** The server that may be gone, or back; null if none is in doubt. */
    @Nullable
    InetSocketAddress inDoubt() {
        return suspect != null ? suspect : dead;
    }

    /** The kernel has reported it. */
    void seen(InetSocketAddress upstream) {
        if (inDoubt() == null && front.canRefuse()) {
            suspect = upstream;
            ask(upstream);
        }
    }

    private void ask(InetSocketAddress server) {
        KernelReader.read(
                Set.of(server.getPort()), List.of(), listing -> wire.loop().execute(() -> told(server, listing)));
    }

    /** The kernel's list was read while that server was in doubt. Not on the way of a datagram. */
    void told(InetSocketAddress server, Listing listing) {
        if (wire.isClosed() || server != inDoubt()) {
            return;
        }
        List<InetSocketAddress> senders = new ArrayList<>();
        for (UpstreamChannel way : ways.ways()) {
            senders.add(way.local());
        }
        Boolean there = listing.listens(server, senders);
        long now = System.nanoTime();
        if (suspect != null) {
            suspect = null;
            // else it is back already, or there for another client, and the others go on
            if (!Boolean.TRUE.equals(there)) {
                gone(server, now);
            }
        } else if (there == null ? now - tryAgain >= 0 : there) {
            over();
        } else {
            wire.loop().set(this, now + LOOK_AGAIN);
        }
    }

    private void gone(InetSocketAddress server, long now) {
        dead = server;
        tryAgain = now + TRY_AGAIN;
        try {
            front.refuse(Front.Refusing.UPSTREAM);
        } catch (IOException failure) {
            wire.error(failure);
        }
        wire.log()
                .note(
                        "upstream " + Addresses.spelled(server)
                                + " is unreachable, and so is this port until it is back",
                        EventLog.NO_CONNECTION,
                        now);
        wire.loop().set(this, now + LOOK_AGAIN);
    }

    @Override
    void due(long now) {
        if (dead != null) {
            ask(dead);
        }
    }

    /** It has answered, or there is another one. */
    void over() {
        suspect = null;
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
        suspect = null;
        dead = null;
        wire.loop().set(this, TimerHeap.NEVER);
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }
}
