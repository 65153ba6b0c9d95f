package dev.haywire.internal.net;

import dev.haywire.Protocol;
import dev.haywire.fault.Direction;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.pipeline.IpVersion;
import dev.haywire.internal.pipeline.Packet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The wire in front of one UDP peer or proxy: what arrives on one side is numbered, meets the faults of its client and direction, and leaves
 * on the other.
 */
final class UdpWire extends Wire {
    private final Front front;
    private final Clients clients;
    private final FaultBoard<AppliedUdpFault> faults;
    private final Ledger ledger;
    private final PostedDatagrams posted = new PostedDatagrams(this);
    private final KernelDrops kernelDrops = new KernelDrops(this);
    private final @Nullable Upstreams upstreams;
    private volatile Answering answering;
    private long arrivals;
    private boolean busy;
    private boolean moreWaits;

    /** Starts it. On the loop. */
    UdpWire(UdpSpec spec, EventLoop loop, @Nullable ClassLoader context) {
        super(spec.name(), spec.seed(), spec.timeout(), loop, context);
        this.faults = new FaultBoard<>(name());
        this.answering = new Answering(this, spec.service());
        this.ledger = new Ledger(this, answering.charset());
        this.clients = new Clients(this);
        if (spec.service() instanceof UdpService.Proxy proxy) {
            InetSocketAddress known = ProxyChains.known(proxy.upstream());
            this.front = Upstreams.frontOf(this, spec, known);
            this.upstreams = new Upstreams(this, front, clients, proxy.upstream());
            joinChains(known, true);
        } else {
            this.front = Front.open(this, spec);
            this.upstreams = null;
            joinChains(null, false);
        }
        loop.residents.add(this);
    }

    private void joinChains(@Nullable InetSocketAddress known, boolean refusesReturn) {
        try {
            ProxyChains.join(this, known, refusesReturn);
        } catch (IllegalStateException leadsBack) {
            front.close();
            throw leadsBack;
        }
    }

    @Override
    Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    InetSocketAddress address() {
        return front.address();
    }

    @Override
    InetSocketAddress bound() {
        return front.boundAddress();
    }

    @Override
    boolean isProxy() {
        return upstreams != null;
    }

    @Override
    FaultBoard<AppliedUdpFault> faults() {
        return faults;
    }

    Front front() {
        return front;
    }

    Clients clients() {
        return clients;
    }

    Ledger ledger() {
        return ledger;
    }

    KernelDrops kernelDrops() {
        return kernelDrops;
    }

    Answering answering() {
        return answering;
    }

    /** The ways to the server; null where this is no proxy. */
    @Nullable
    Upstreams upstreams() {
        return upstreams;
    }

    /** What carries its datagrams. */
    IpVersion carrier() {
        return Payloads.carrier(address().getAddress());
    }

    // ---- on the loop

    /** A datagram has come from the application. */
    void arrived(InetSocketAddress client, ByteBuffer payload, long stamp) {
        if (busy) {
            // from within a predicate: one after the other
            ByteBuffer copy = ByteBuffer.wrap(SeenDatagram.bytes(payload));
            loop().execute(() -> arrived(client, copy, stamp));
            return;
        }
        if (isClosed()) {
            return;
        }
        busy = true;
        try {
            arrive(clients.of(client), Direction.UPSTREAM, payload, stamp);
        } finally {
            busy = false;
        }
        loop().asked.finish();
    }

    /** A datagram has come from the server's side. */
    void answered(UdpSession session, ByteBuffer payload, long stamp) {
        if (upstreams != null) {
            upstreams.answered(session);
        }
        arrive(session, Direction.DOWNSTREAM, payload, stamp);
    }

    /** The test, or its handler, sends a datagram to a client. */
    void sent(InetSocketAddress client, ByteBuffer payload) {
        if (!isClosed()) {
            arrive(clients.of(client), Direction.DOWNSTREAM, payload, System.nanoTime());
        }
    }

    /** One of its sockets was read as often as it may be in one turn, or none was yet. */
    void moreWaits(boolean more) {
        moreWaits = more;
    }

    boolean moreWaits() {
        return moreWaits;
    }

    /** How many datagrams have come, from either side. */
    long arrivals() {
        return arrivals;
    }

    private void arrive(UdpSession session, Direction direction, ByteBuffer payload, long stamp) {
        arrivals++;
        clients.heard(session, stamp);
        long ordinal = session.nextOrdinal(direction);
        long ordinalAcross = clients.nextOrdinal(direction);
        ledger.received(direction);
        UdpLane lane = session.lane(direction);
        if (lane == null || lane.fast()) {
            deliver(session, direction, ordinal, 0, payload, stamp);
        } else {
            lane.data(new Packet(session.index(), ordinal, ordinalAcross, payload, stamp), stamp);
        }
    }

    /** It has passed the faults. */
    void deliver(UdpSession session, Direction direction, long ordinal, int copy, ByteBuffer payload, long stamp) {
        String obstacle = direction == Direction.UPSTREAM
                ? up(session, ordinal, copy, payload, stamp)
                : down(session, ordinal, copy, payload, stamp);
        if (obstacle != null) {
            ledger.dropped(session, direction, ordinal, copy, obstacle);
        }
    }

    private @Nullable String up(UdpSession session, long ordinal, int copy, ByteBuffer payload, long stamp) {
        if (isClosed()) {
            // by a predicate, on this one's way
            return "ended";
        }
        return upstreams != null
                ? upstreams.deliver(session, ordinal, copy, payload, stamp)
                : answering.deliver(session, ordinal, copy, payload, stamp);
    }

    private @Nullable String down(UdpSession session, long ordinal, int copy, ByteBuffer payload, long stamp) {
        if (isClosed()) {
            return "ended";
        }
        if (front.isRefusing()) {
            return front.isRefusing(Front.Refusing.FAULT) ? "refuse" : "unreachable";
        }
        int from = payload.position();
        try {
            if (!front.send(payload, session.client())) {
                return "send";
            }
        } catch (IOException failure) {
            log().note("could not send: " + failure.getMessage(), session.index(), System.nanoTime());
            return "send";
        }
        payload.position(from);
        ledger.delivered(session, Direction.DOWNSTREAM, ordinal, copy, source(session), payload, stamp);
        return null;
    }

    /** Where answers come from, as the server's side sees it. */
    private InetSocketAddress source(UdpSession session) {
        InetSocketAddress server = session.answeredBy();
        return server == null ? front.answersFrom() : server;
    }

    /** The kernel reports that the last datagram of that client to the server was refused. */
    void unreachable(UdpSession session) {
        ledger.unreachable(session);
        if (upstreams != null) {
            upstreams.unreachable(session);
        }
    }

    SeenDatagram seen(UdpSession session, Direction direction, long ordinal, byte[] payload, long stamp) {
        InetSocketAddress source = direction == Direction.UPSTREAM ? session.client() : source(session);
        return new SeenDatagram(session.index(), ordinal, direction, source, payload, answering.charset(), stamp);
    }

    @Override
    Intake intake() {
        return new UdpIntake(this);
    }

    @Override
    @Nullable
    KernelInquiry inquiry(boolean drops) {
        DeadUpstream dead = upstreams == null ? null : upstreams.dead();
        InetSocketAddress server = dead == null ? null : dead.inDoubt();
        if (!drops && server == null) {
            return null;
        }
        List<InetSocketAddress> open = kernelDrops.sockets();
        Set<Integer> ports = KernelSockets.ports(open);
        if (server != null) {
            ports.add(server.getPort());
        }
        return new KernelInquiry(ports, open, listing -> {
            kernelDrops.see(listing.drops());
            if (server != null) {
                dead.told(server, listing);
            }
        });
    }

    @Override
    void clearRecords() {
        super.clearRecords();
        kernelDrops.restart();
        clients.restart();
        ledger.restart();
    }

    /** What answers the datagrams delivered from now on. */
    void answerBy(UdpService other) {
        answering.end(false);
        answering = new Answering(this, other);
    }

    /** What still waits for its handler when it ends is forgotten. */
    @Override
    void letHandlersHear() {
        if (answering.isHandled()) {
            settle();
        }
    }

    @Override
    void stopTakingIn() {
        front.close();
    }

    @Override
    List<Runnable> open() {
        List<Runnable> closes = new ArrayList<>();
        for (UdpSession session : clients.sessions()) {
            closes.add(() -> {
                discard(session, Direction.UPSTREAM);
                discard(session, Direction.DOWNSTREAM);
            });
        }
        if (upstreams != null) {
            closes.addAll(upstreams.close());
        }
        return closes;
    }

    @Override
    void release() {
        posted.close();
        answering.end(true);
    }

    private void discard(UdpSession session, Direction direction) {
        AwaitedWay awaited = session.awaitedWay();
        if (awaited != null) {
            awaited.drop("ended");
        }
        UdpLane lane = session.lane(direction);
        if (lane != null) {
            ledger.ended(direction, lane.held());
            lane.discard();
        }
    }

    // ---- from any thread

    /** What code of the test sends goes through it. */
    PostedDatagrams posted() {
        return posted;
    }

    AppliedUdpFault apply(UdpFault given) {
        Objects.requireNonNull(given, "fault");
        // a sink never answers: a fault that has to name its direction can only mean upstream
        UdpFault fault = answering.isSink() ? FaultRules.completed(given, Direction.UPSTREAM) : given;
        FaultRules.check(fault, Protocol.UDP, name());
        requireOpen(fault);
        if (fault instanceof RefuseFault && !front.canRefuse()) {
            throw new IllegalArgumentException(fault + " cannot be applied to \"" + name() + "\" at "
                    + Addresses.spelled(address())
                    + ": nobody answers for a group or a broadcast address (RFC 1122, 3.2.2); use blackhole()");
        }
        AppliedUdpFault applied = new AppliedUdpFault(this, fault);
        return apply(applied, () -> start(applied, faults));
    }
}
