package dev.haywire.internal.net;

import dev.haywire.internal.net.KernelSockets.Listing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    private static final Runnable NOTHING = () -> {};

    /** So many give way at a time: to close them, the kernel's list is read. */
    private static final int GIVE_WAY = 8;

    /** Bounds the descriptors of ways to earlier servers. */
    private static final int MOST_RETIRED = 1_024;

    private final UdpWire wire;
    private final Clients clients;

    /** Ways to earlier servers, which may still answer what they were sent; the oldest first. */
    private final List<UpstreamChannel> retired = new ArrayList<>();

    /** Ways that nobody hears any more, open until the kernel has told what it dropped on them. */
    private final Set<UpstreamChannel> closing = new LinkedHashSet<>();

    private int open;

    Ways(UdpWire wire, Clients clients) {
        this.wire = wire;
        this.clients = clients;
    }

    /** Opens the way of a client that has none. */
    void open(UdpSession session, InetSocketAddress to) throws IOException {
        session.upstream(new UpstreamChannel(wire, session, to, source(session, to)));
        if (open++ == 0) {
            GivingWay.add(this);
            wire.loop().set(this, System.nanoTime() + IDLE);
        }
    }

    /** An address it was bound to, unless that cannot reach such a server. */
    private static @Nullable InetAddress source(UdpSession session, InetSocketAddress to) {
        InetAddress source = session.source();
        return source == null || Front.family(source) == Front.family(to.getAddress()) ? source : null;
    }

    /**
     * Opens another way for a client, and closes the one it had.
     *
     * @param dropsKnown whether the kernel has just told what it dropped
     */
    void reopen(UdpSession session, InetSocketAddress to, boolean dropsKnown) throws IOException {
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
            open--;
            if (dropsKnown) {
                wire.kernelDrops().closing(old);
                old.close();
            } else {
                closeSoon(List.of(old), NOTHING);
            }
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
            closeRetired(retired.size() - MOST_RETIRED / 2, NOTHING);
        }
    }

    /** All that are open, those to earlier servers too. */
    List<UpstreamChannel> all() {
        List<UpstreamChannel> ways = new ArrayList<>(retired);
        ways.addAll(closing);
        for (UdpSession session : clients.sessions()) {
            UpstreamChannel way = session.upstream();
            if (way != null) {
                ways.add(way);
            }
        }
        return ways;
    }

    /** Closes some of those that are needed least, for others than this proxy's clients. From any thread. */
    void giveWaySoon() {
        wire.loop().execute(() -> wire.unlessClosed(() -> giveWay(NOTHING)));
    }

    /**
     * Closes some of those that are needed least, so that others get their descriptors.
     *
     * @param then run once they are closed, in a later iteration of the loop
     * @return whether there were any; else nothing is run
     */
    boolean giveWay(Runnable then) {
        if (!retired.isEmpty()) {
            closeRetired(Math.min(GIVE_WAY, retired.size()), then);
            return true;
        }
        long now = System.nanoTime();
        List<UdpSession> idle = idle(session -> !session.awaitsAnswer() || now - session.lastActive() >= UNANSWERED);
        idle.sort(Comparator.comparingLong((UdpSession session) -> session.lastActive() - now));
        close(idle.subList(0, Math.min(GIVE_WAY, idle.size())), then);
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

    private void close(List<UdpSession> sessions, Runnable then) {
        List<UpstreamChannel> ways = new ArrayList<>();
        for (UdpSession session : sessions) {
            ways.add(session.upstream());
            session.upstream(null);
            open--;
        }
        closeSoon(ways, then);
    }

    /** Closes so many, the oldest first. */
    private void closeRetired(int many, Runnable then) {
        List<UpstreamChannel> oldest = retired.subList(0, many);
        for (UpstreamChannel way : oldest) {
            way.session().retired(-1);
        }
        closeSoon(List.copyOf(oldest), then);
        oldest.clear();
    }

    /** Hears nothing of them any more, and closes them once the kernel has told what it dropped: with a socket goes its count. */
    private void closeSoon(List<UpstreamChannel> ways, Runnable then) {
        if (ways.isEmpty()) {
            return;
        }
        List<InetSocketAddress> locals = new ArrayList<>();
        for (UpstreamChannel way : ways) {
            way.leave();
            closing.add(way);
            locals.add(way.local());
        }
        KernelReader.read(
                KernelSockets.ports(locals), locals, listing -> wire.loop().execute(() -> {
                    close(ways, listing);
                    then.run();
                }));
    }

    private void close(List<UpstreamChannel> ways, Listing listing) {
        wire.kernelDrops().see(listing.drops());
        for (UpstreamChannel way : ways) {
            if (closing.remove(way)) {
                wire.kernelDrops().closing(way);
                way.close();
            }
        }
    }

    /** Whether some wait for what the kernel tells before they are closed. */
    boolean isClosing() {
        return !closing.isEmpty();
    }

    @Override
    void due(long now) {
        close(idle(session -> now - session.lastActive() >= IDLE), NOTHING);
        closeRetired(retired.size(), NOTHING);
        if (open > 0) {
            wire.loop().set(this, now + IDLE / 4);
        }
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }

    /** The endpoint ends: returns what closes each of them. */
    List<Runnable> close() {
        GivingWay.remove(this);
        wire.loop().set(this, TimerHeap.NEVER);
        List<Runnable> closes = new ArrayList<>();
        for (UpstreamChannel way : all()) {
            closes.add(way::close);
        }
        for (UdpSession session : clients.sessions()) {
            session.upstream(null);
        }
        retired.clear();
        closing.clear();
        return closes;
    }
}
