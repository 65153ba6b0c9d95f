package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.EventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A proxy's ways to the server: one for each client, closed when it is idle for long, as a NAT's mappings are (RFC 4787 asks for 2 minutes). */
final class Upstreams extends Timer {
    private static final long IDLE = TimeUnit.MINUTES.toNanos(2);

    private final UdpWire wire;
    private final Clients clients;
    private final DeadUpstream dead;

    /** Descriptors are not for ever. */
    private static final int MOST_RETIRED = 1_024;

    /** Ways to earlier servers, which may still answer what they were sent. */
    private final List<UpstreamChannel> retired = new ArrayList<>();

    private @Nullable InetSocketAddress upstream;
    private boolean toldOfNone;
    private int open;

    Upstreams(UdpWire wire, Front front, Clients clients, @Nullable InetSocketAddress upstream) {
        this.wire = wire;
        this.clients = clients;
        this.upstream = upstream;
        this.dead = new DeadUpstream(wire, this, front);
    }

    /** Opens what a proxy's clients send to: elsewhere than where its server is. */
    static Front frontOf(UdpWire wire, UdpSpec spec, @Nullable InetSocketAddress upstream) {
        Front first = Front.open(wire, spec);
        if (!first.hears(upstream)) {
            return first;
        }
        try {
            if (spec.port() != 0) {
                throw toItself(upstream);
            }
            // the kernel gave it the port of a server that is not there
            return Front.open(wire, spec);
        } finally {
            first.close();
        }
    }

    /** Each datagram would come back as a new client's, without end. */
    static IllegalArgumentException toItself(InetSocketAddress upstream) {
        return new IllegalArgumentException("upstream " + Addresses.spelled(upstream)
                + " is the proxy itself; allowed is the address of another server");
    }

    /** Sends a client's datagram to the server. Returns what kept it, or null. */
    @Nullable
    String deliver(UdpSession session, long ordinal, int copy, ByteBuffer payload, long stamp) {
        payload.mark();
        String obstacle = send(session, payload);
        payload.reset();
        if (obstacle == null) {
            session.sent(ordinal, copy);
            wire.ledger().delivered(session, Direction.UPSTREAM, ordinal, copy, session.client(), payload, stamp);
        }
        return obstacle;
    }

    private @Nullable String send(UdpSession session, ByteBuffer payload) {
        InetSocketAddress to = upstream;
        if (to == null) {
            tellOfNone(session);
            return "noUpstream";
        }
        try {
            return channel(session, to).send(payload) ? null : "send";
        } catch (IOException | RuntimeException failure) {
            wire.log()
                    .note(
                            "could not send to upstream " + Addresses.spelled(to) + ": " + failure.getMessage(),
                            session.index(),
                            System.nanoTime());
            return "send";
        }
    }

    private void tellOfNone(UdpSession session) {
        if (!toldOfNone) {
            toldOfNone = true;
            wire.log().note("no upstream yet", session.index(), System.nanoTime());
        }
    }

    private UpstreamChannel channel(UdpSession session, InetSocketAddress to) throws IOException {
        UpstreamChannel channel = session.upstream();
        return channel != null ? channel : open(session, to);
    }

    private UpstreamChannel open(UdpSession session, InetSocketAddress to) throws IOException {
        if (to.isUnresolved()) {
            throw new IOException("unknown host");
        }
        UpstreamChannel channel = new UpstreamChannel(wire, session, to, source(session, to));
        session.upstream(channel);
        if (open++ == 0) {
            wire.loop().set(this, System.nanoTime() + IDLE);
        }
        return channel;
    }

    /** An address it was bound to, unless that cannot reach such a server. */
    private static @Nullable InetAddress source(UdpSession session, InetSocketAddress to) {
        InetAddress source = session.source();
        return source == null || Front.family(source) == Front.family(to.getAddress()) ? source : null;
    }

    private void close(UdpSession session) {
        UpstreamChannel channel = session.upstream();
        if (channel != null) {
            channel.close();
            session.upstream(null);
            open--;
        }
    }

    /** Sends what comes from now on to another server, by other source ports; late answers of the one before still pass. */
    void forwardTo(InetSocketAddress other) {
        upstream = other;
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel channel = session.upstream();
            if (channel != null) {
                channel.retire();
                retired.add(channel);
                session.upstream(null);
                open--;
            }
        }
        if (retired.size() > MOST_RETIRED) {
            // many at a time: each time the kernel's list is read
            closeRetired(retired.size() - MOST_RETIRED / 2);
        }
        dead.over();
        wire.log().note("forwards to " + Addresses.spelled(other), EventLog.NO_CONNECTION, System.nanoTime());
    }

    /** Reads what the server has answered that client. Not on the way of a datagram. */
    void takeIn(UdpSession session) {
        UpstreamChannel channel = session.upstream();
        if (channel != null) {
            try {
                channel.takeIn();
            } catch (IOException failure) {
                wire.error(failure);
            }
        }
    }

    /** Gives a client another source port, or another address too. */
    void rebind(UdpSession session, @Nullable InetAddress newSource) {
        InetSocketAddress to = upstream;
        if (newSource != null && to != null && Front.family(newSource) != Front.family(to.getAddress())) {
            throw cannotBeRebound(session, newSource, "the upstream is " + Addresses.spelled(to), null);
        }
        InetAddress sourceBefore = session.source();
        if (newSource != null) {
            session.source(newSource);
        }
        String before = spelled(session);
        UpstreamChannel old = session.upstream();
        try {
            if (to != null) {
                session.upstream(null);
                // the new one first: the kernel cannot give it the old one's port then
                open(session, to);
            }
        } catch (IOException | RuntimeException failure) {
            session.upstream(old);
            session.source(sourceBefore);
            throw cannotBeRebound(session, newSource, failure.getMessage(), failure);
        }
        if (old != null) {
            wire.kernelDrops().closing(List.of(old));
            old.close();
            open--;
        }
        wire.log().note("rebound from " + before + " to " + spelled(session), session.index(), System.nanoTime());
    }

    private IllegalArgumentException cannotBeRebound(
            UdpSession session, @Nullable InetAddress newSource, String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "client " + Addresses.spelled(session.client()) + " of \"" + wire.name() + "\" cannot be rebound"
                        + (newSource == null ? "" : " to " + Addresses.host(newSource)) + ": " + why
                        + "; allowed is an address of this machine, of the upstream's family",
                cause);
    }

    private static String spelled(UdpSession session) {
        UpstreamChannel channel = session.upstream();
        return channel == null ? "none yet" : Addresses.spelled(channel.local());
    }

    /** All that are open, those to earlier servers too. */
    List<UpstreamChannel> ways() {
        List<UpstreamChannel> ways = new ArrayList<>(retired);
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel channel = session.upstream();
            if (channel != null) {
                ways.add(channel);
            }
        }
        return ways;
    }

    void answered() {
        dead.over();
    }

    /** The kernel has reported that the server refuses that client's datagrams. */
    void unreachable(UdpSession session) {
        UpstreamChannel channel = session.upstream();
        if (channel != null) {
            InetSocketAddress refused = channel.upstream();
            // not now: a datagram may be on its way through the buffer that this needs
            wire.loop().execute(() -> seen(refused));
        }
    }

    private void seen(InetSocketAddress refused) {
        if (!wire.isClosed() && refused.equals(upstream)) {
            try {
                dead.seen(refused);
            } catch (IOException failure) {
                wire.error(failure);
            }
        }
    }

    void look() {
        dead.look(System.nanoTime());
    }

    @Override
    void due(long now) {
        List<UdpSession> idle = new ArrayList<>();
        List<UpstreamChannel> closing = new ArrayList<>();
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel channel = session.upstream();
            if (channel != null && now - session.lastActive() >= IDLE && session.holdsNothing()) {
                idle.add(session);
                closing.add(channel);
            }
        }
        wire.kernelDrops().closing(closing);
        idle.forEach(this::close);
        closeRetired(retired.size());
        if (open > 0) {
            wire.loop().set(this, now + IDLE / 4);
        }
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }

    void close() {
        wire.loop().set(this, TimerHeap.NEVER);
        dead.close();
        for (UdpSession session : clients.sessions()) {
            close(session);
        }
        for (UpstreamChannel channel : retired) {
            channel.close();
        }
        retired.clear();
    }

    /** Closes so many, the oldest first. */
    private void closeRetired(int many) {
        List<UpstreamChannel> oldest = retired.subList(0, many);
        wire.kernelDrops().closing(oldest);
        for (UpstreamChannel channel : oldest) {
            channel.close();
        }
        oldest.clear();
    }
}
