package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ways of a proxy's clients to its servers: one for each client, closed when it is idle for long, as a NAT's mappings are (RFC 4787 asks
 * for 2 minutes), or earlier where descriptors run short.
 */
final class Ways extends Timer {
    private static final long IDLE = TimeUnit.MINUTES.toNanos(2);

    /** A client that was answered may have to do without its way at once, one that was not after this long. */
    private static final long UNANSWERED = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many give way at a time: to close them, the kernel's list is read. */
    private static final int GIVE_WAY = 8;

    /** Bounds the descriptors of ways to earlier servers. */
    private static final int MOST_RETIRED = 1_024;

    private final UdpWire wire;
    private final Clients clients;

    /** Ways to earlier servers, which may still answer what they were sent; the oldest first. */
    private final List<UpstreamChannel> retired = new ArrayList<>();

    private int open;

    Ways(UdpWire wire, Clients clients) {
        this.wire = wire;
        this.clients = clients;
    }

    /** Opens the way of a client that has none. */
    void open(UdpSession session, InetSocketAddress to) throws IOException {
        session.upstream(new UpstreamChannel(wire, session, to, source(session, to)));
        if (open++ == 0) {
            wire.loop().set(this, System.nanoTime() + IDLE);
        }
    }

    /** An address it was bound to, unless that cannot reach such a server. */
    private static @Nullable InetAddress source(UdpSession session, InetSocketAddress to) {
        InetAddress source = session.source();
        return source == null || Front.family(source) == Front.family(to.getAddress()) ? source : null;
    }

    /** Opens another way for a client, and closes the one it had. */
    void reopen(UdpSession session, InetSocketAddress to) throws IOException {
        UpstreamChannel old = session.upstream();
        try {
            session.upstream(null);
            // the new one first: the kernel cannot give it the old one's port then
            open(session, to);
        } catch (IOException | RuntimeException failure) {
            session.upstream(old);
            throw failure;
        }
        if (old != null) {
            wire.kernelDrops().closing(List.of(old));
            old.close();
            open--;
        }
    }

    /** Another server takes over: those that lead to an earlier one only listen from now on. */
    void retire(Predicate<UpstreamChannel> leadsToEarlier) {
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel way = session.upstream();
            if (way != null && leadsToEarlier.test(way)) {
                session.upstream(null);
                session.retired(1);
                retired.add(way);
                open--;
            }
        }
        if (retired.size() > MOST_RETIRED) {
            // many at a time: each time the kernel's list is read
            closeRetired(retired.size() - MOST_RETIRED / 2);
        }
    }

    /** All that are open, those to earlier servers too. */
    List<UpstreamChannel> all() {
        List<UpstreamChannel> ways = new ArrayList<>(retired);
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel way = session.upstream();
            if (way != null) {
                ways.add(way);
            }
        }
        return ways;
    }

    /**
     * Closes some of those that are needed least, so that others get their descriptors with the next iteration of the loop.
     *
     * @return whether there were any
     */
    boolean giveWay() {
        if (!retired.isEmpty()) {
            closeRetired(Math.min(GIVE_WAY, retired.size()));
            return true;
        }
        long now = System.nanoTime();
        List<UdpSession> idle = idle(session -> !session.awaitsAnswer() || now - session.lastActive() >= UNANSWERED);
        idle.sort(Comparator.comparingLong((UdpSession session) -> session.lastActive() - now));
        close(idle.subList(0, Math.min(GIVE_WAY, idle.size())));
        return !idle.isEmpty();
    }

    private List<UdpSession> idle(Predicate<UdpSession> longEnough) {
        List<UdpSession> idle = new ArrayList<>();
        for (UdpSession session : clients.sessions()) {
            if (session.upstream() != null && session.holdsNothing() && longEnough.test(session)) {
                idle.add(session);
            }
        }
        return idle;
    }

    private void close(List<UdpSession> sessions) {
        List<UpstreamChannel> closing = new ArrayList<>();
        for (UdpSession session : sessions) {
            closing.add(session.upstream());
        }
        wire.kernelDrops().closing(closing);
        for (UdpSession session : sessions) {
            session.upstream().close();
            session.upstream(null);
            open--;
        }
    }

    /** Closes so many, the oldest first. */
    private void closeRetired(int many) {
        List<UpstreamChannel> oldest = retired.subList(0, many);
        wire.kernelDrops().closing(oldest);
        for (UpstreamChannel way : oldest) {
            way.close();
            way.session().retired(-1);
        }
        oldest.clear();
    }

    @Override
    void due(long now) {
        close(idle(session -> now - session.lastActive() >= IDLE));
        closeRetired(retired.size());
        if (open > 0) {
            wire.loop().set(this, now + IDLE / 4);
        }
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }

    /** The endpoint ends. */
    void close() {
        wire.loop().set(this, TimerHeap.NEVER);
        for (UpstreamChannel way : all()) {
            way.close();
        }
        for (UdpSession session : clients.sessions()) {
            session.upstream(null);
        }
        retired.clear();
    }
}
