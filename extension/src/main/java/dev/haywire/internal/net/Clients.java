package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.EventKind;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who sends to a UDP endpoint, by address, each with an index in order of arrival. */
final class Clients {
    private final UdpWire wire;
    private final Map<InetSocketAddress, UdpSession> sessions = new HashMap<>();

    /** In order of index; the loop adds, any thread copies. */
    private final List<InetSocketAddress> indexed = new ArrayList<>();

    private @Nullable UdpSession last;
    private long upOrdinal;
    private long downOrdinal;

    Clients(UdpWire wire) {
        this.wire = wire;
    }

    /** The session of a client, known or new. */
    UdpSession of(InetSocketAddress client) {
        UdpSession session = last;
        if (session == null || !session.client().equals(client)) {
            session = sessions.get(client);
            if (session == null) {
                session = new UdpSession(client);
                sessions.put(client, session);
            }
            last = session;
        }
        return session;
    }

    /** Who has an index, or a way to the server that is older than the records. */
    @Nullable
    UdpSession known(InetSocketAddress client) {
        UdpSession session = sessions.get(client);
        return session == null || session.index() == UdpSession.NO_INDEX && session.upstream() == null ? null : session;
    }

    /** It speaks, or is spoken to. */
    void heard(UdpSession session, long now) {
        session.active(now);
        if (session.index() == UdpSession.NO_INDEX) {
            number(session);
        }
    }

    /** Counts one more datagram of any client that has arrived since the records restarted, from 1. */
    long nextOrdinal(Direction direction) {
        return direction == Direction.UPSTREAM ? ++upOrdinal : ++downOrdinal;
    }

    void expect(InetSocketAddress client) {
        UdpSession session = of(client);
        if (session.index() == UdpSession.NO_INDEX) {
            session.active(System.nanoTime());
            number(session);
        }
    }

    private void number(UdpSession session) {
        synchronized (indexed) {
            session.index(indexed.size());
            indexed.add(session.client());
        }
        wire.log().add(EventKind.CLIENT, session.index(), session.client(), System.nanoTime());
        for (AppliedUdpFault fault : wire.faults().active()) {
            fault.numbered(session);
        }
        session.lanesMadeFor(session.index());
    }

    Collection<UdpSession> sessions() {
        return sessions.values();
    }

    List<InetSocketAddress> all() {
        synchronized (indexed) {
            return List.copyOf(indexed);
        }
    }

    /**
     * Begins anew: who speaks next has the next index. Whose datagrams are still held is numbered at once, in the order it had; what an open
     * session holds, and its ways to the server and to earlier ones, stay: a late answer is a client's that is known here. Faults go on counting
     * the datagrams of a client, unless it has been silent since the records restarted before: who comes and never comes back must not cost
     * memory as long as the fault lasts.
     */
    void restart() {
        List<InetSocketAddress> before = all();
        last = null;
        upOrdinal = 0;
        downOrdinal = 0;
        sessions.values().removeIf(this::isForgotten);
        sessions.values().forEach(UdpSession::restart);
        synchronized (indexed) {
            indexed.clear();
        }
        for (InetSocketAddress client : before) {
            UdpSession session = sessions.get(client);
            if (session != null && !session.holdsNothing()) {
                number(session);
            }
        }
    }

    private boolean isForgotten(UdpSession session) {
        if (session.mayBeAnswered() || !session.holdsNothing()) {
            return false;
        }
        if (session.index() == UdpSession.NO_INDEX) {
            wire.faults().active().forEach(fault -> fault.gone(session));
            return true;
        }
        return !isMet(session);
    }

    private boolean isMet(UdpSession session) {
        for (AppliedUdpFault fault : wire.faults().active()) {
            if (fault.meets(session)) {
                return true;
            }
        }
        return false;
    }
}
