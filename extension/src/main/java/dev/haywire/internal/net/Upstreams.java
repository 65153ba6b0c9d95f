package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.EventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the datagrams of a proxy's clients to its server, each client's by a way of its own. */
final class Upstreams {
    private final UdpWire wire;
    private final Clients clients;
    private final Ways ways;
    private final DeadUpstream dead;
    private final MovedName movedName;
    private @Nullable InetSocketAddress upstream;
    private String told = "";

    Upstreams(UdpWire wire, Front front, Clients clients, @Nullable InetSocketAddress upstream) {
        this.wire = wire;
        this.clients = clients;
        this.upstream = upstream;
        this.ways = new Ways(wire, clients);
        this.dead = new DeadUpstream(wire, this, front);
        this.movedName = new MovedName(wire, this);
    }

    /** Opens what a proxy's clients send to: elsewhere than where its server is. */
    static Front frontOf(UdpWire wire, UdpSpec spec, @Nullable InetSocketAddress upstream) {
        Front first = Front.open(wire, spec);
        if (spec.port() != 0 || upstream == null || !ProxyChains.hears(first.boundAddress(), upstream)) {
            return first;
        }
        try {
            // the kernel gave it the port of a server that is not there
            return Front.open(wire, spec);
        } finally {
            first.close();
        }
    }

    /** Sends a client's datagram to the server. Returns what kept it, or null. */
    @Nullable
    String deliver(UdpSession session, long ordinal, int copy, ByteBuffer payload, long stamp) {
        if (session.upstream() == null && session.awaitedWay() == null) {
            String obstacle = open(session);
            if (obstacle != null) {
                return obstacle;
            }
        }
        AwaitedWay awaited = session.awaitedWay();
        if (awaited != null) {
            return awaited.hold(ordinal, copy, payload, stamp) ? null : "lookup";
        }
        UpstreamChannel way = session.upstream();
        payload.mark();
        String obstacle = way == null ? "send" : send(way, session, payload);
        payload.reset();
        if (obstacle == null) {
            session.sent(ordinal, copy);
            wire.ledger().delivered(session, Direction.UPSTREAM, ordinal, copy, session.client(), payload, stamp);
        }
        return obstacle;
    }

    private @Nullable String send(UpstreamChannel way, UdpSession session, ByteBuffer payload) {
        try {
            return way.send(payload) ? null : "send";
        } catch (OutOfDescriptorsException noneFree) {
            tell(session, cannotSend(way.upstream(), noneFree));
            return "descriptors";
        } catch (IOException | RuntimeException failure) {
            tell(session, cannotSend(way.upstream(), failure));
            return "send";
        }
    }

    private static String cannotSend(InetSocketAddress to, Exception failure) {
        return "could not send to upstream " + Addresses.spelled(to) + ": " + failure.getMessage();
    }

    /** Once for as long as nothing else is told: what keeps one datagram mostly keeps the next ones too. */
    private void tell(UdpSession session, String why) {
        if (!told.equals(why)) {
            told = why;
            wire.log().note(why, session.index(), System.nanoTime());
        }
    }

    /** Opens a client's way, or begins to wait for it. Returns what kept it, or null. */
    private @Nullable String open(UdpSession session) {
        InetSocketAddress to = upstream;
        if (to == null) {
            tell(session, "no upstream yet");
            return "noUpstream";
        }
        if (to.isUnresolved()) {
            lookUp(session, to.getHostString(), to.getPort());
            return null;
        }
        return open(session, to, true);
    }

    private @Nullable String open(UdpSession session, InetSocketAddress to, boolean mayWait) {
        String way = OwnHops.wayRound(wire, session.client());
        String comesBack = way != null ? ProxyChains.sentence(to, way) : ProxyChains.comesBack(wire, to);
        if (comesBack != null) {
            tell(session, comesBack);
            return "loop";
        }
        try {
            ways.open(session, to);
            return null;
        } catch (OutOfDescriptorsException noneFree) {
            AwaitedWay awaited = new AwaitedWay(wire, session, () -> {});
            if (mayWait && ways.giveWay(() -> openNow(awaited, session, to))) {
                session.awaitedWay(awaited);
                return null;
            }
            tell(session, cannotSend(to, noneFree));
            return "descriptors";
        } catch (IOException | RuntimeException failure) {
            tell(session, cannotSend(to, failure));
            return "send";
        }
    }

    private void openNow(AwaitedWay awaited, UdpSession session, InetSocketAddress to) {
        if (wire.isClosed() || session.awaitedWay() != awaited) {
            return;
        }
        wire.loop().channels.finishCloses();
        String obstacle = open(session, to, false);
        if (obstacle == null) {
            awaited.pass();
        } else {
            awaited.drop(obstacle);
        }
    }

    private void lookUp(UdpSession session, String host, int port) {
        NamedServer lookup = new NamedServer(wire.loop(), NameLookups.OF_THIS_JVM, host) {
            @Override
            void found(List<InetAddress> addresses) {
                AwaitedWay awaited = session.awaitedWay();
                if (awaited != null) {
                    openNow(awaited, session, new InetSocketAddress(ofItsFamily(session, addresses), port));
                }
            }

            @Override
            void unknown(String why) {
                AwaitedWay awaited = session.awaitedWay();
                if (awaited != null) {
                    tell(session, why);
                    awaited.drop("unknownHost");
                }
            }

            @Override
            void failed(Throwable failure) {
                wire.error(failure);
            }
        };
        session.awaitedWay(new AwaitedWay(wire, session, lookup::cancel));
        lookup.start();
    }

    private static InetAddress ofItsFamily(UdpSession session, List<InetAddress> addresses) {
        InetAddress source = session.source();
        for (InetAddress address : addresses) {
            if (source == null || Front.family(source) == Front.family(address)) {
                return address;
            }
        }
        return addresses.get(0);
    }

    /** Sends what comes from now on to another server, by other source ports; late answers of the one before still pass. */
    void forwardTo(InetSocketAddress other) {
        upstream = Addresses.unlessName(other);
        told = "";
        ways.retire(way -> true);
        movedName.end();
        dead.over();
        wire.log().note("forwards to " + Addresses.spelled(other), EventLog.NO_CONNECTION, System.nanoTime());
        for (UdpSession session : List.copyOf(clients.sessions())) {
            AwaitedWay awaited = session.awaitedWay();
            if (awaited != null) {
                awaited.pass();
            }
        }
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

    /**
     * Gives a client another source port, or another address too.
     *
     * @param dropsKnown whether the kernel has just told what it dropped
     */
    void rebind(UdpSession session, @Nullable InetAddress newSource, boolean dropsKnown) {
        UpstreamChannel old = session.upstream();
        InetSocketAddress to = old != null ? old.upstream() : upstream;
        boolean isAddress = to != null && !to.isUnresolved();
        if (newSource != null && isAddress && Front.family(newSource) != Front.family(to.getAddress())) {
            throw cannotBeRebound(session, newSource, "the upstream is " + Addresses.spelled(to), null);
        }
        InetAddress sourceBefore = session.source();
        if (newSource != null) {
            session.source(newSource);
        }
        String before = spelled(session);
        try {
            if (isAddress) {
                ways.reopen(session, to, dropsKnown);
            }
        } catch (IOException | RuntimeException failure) {
            session.source(sourceBefore);
            throw cannotBeRebound(session, newSource, failure.getMessage(), failure);
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
        return ways.all();
    }

    /** Closes the ways that have been idle for long. */
    void closeIdle(long now) {
        ways.due(now);
    }

    /** The server has answered that client. */
    void answered(UdpSession session) {
        session.answered();
        dead.over();
    }

    /** The kernel has reported that the server refuses that client's datagrams. */
    void unreachable(UdpSession session) {
        UpstreamChannel way = session.upstream();
        if (way == null || wire.isClosed() || upstream == null) {
            return;
        }
        InetSocketAddress refused = way.upstream();
        if (upstream.isUnresolved()) {
            dead.seen(refused);
            movedName.watch(refused);
            // not now: a datagram may be on its way to it
            wire.loop().execute(() -> askAgain(way));
        } else if (refused.equals(upstream)) {
            dead.seen(refused);
        }
    }

    /** Its name may lead elsewhere by now: the next datagram asks. */
    private void askAgain(UpstreamChannel way) {
        if (!wire.isClosed()) {
            ways.retire(other -> other == way);
        }
    }

    /** The name of a server that is known by name. */
    @Nullable
    String host() {
        return upstream == null || !upstream.isUnresolved() ? null : upstream.getHostString();
    }

    boolean isDead() {
        return dead.inDoubt() != null;
    }

    DeadUpstream dead() {
        return dead;
    }

    /** Whether ways wait for what the kernel tells before they are closed. */
    boolean isClosing() {
        return ways.isClosing();
    }

    /** The name that led there leads elsewhere. */
    void moved(InetSocketAddress was) {
        ways.retire(way -> way.upstream().equals(was));
        dead.over();
    }

    /** The endpoint ends: returns what closes each of its ways. */
    List<Runnable> close() {
        dead.close();
        movedName.end();
        return ways.close();
    }
}
