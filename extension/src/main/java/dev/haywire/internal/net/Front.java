package dev.haywire.internal.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The sockets that the application sends to, and that its answers come from: one, for a group or a broadcast two. */
final class Front implements ReadyHandler {
    /** So many are read from one socket before the others of the loop have their turn. */
    static final int DATAGRAMS_A_TURN = 64;

    /** As large as a datagram gets, so that none is cut unseen. */
    static final int LARGEST = 65_536;

    /** Before the port refuses, what waits is read: so many in any case, and more only within that time. */
    private static final int REFUSED_AT_LEAST = 256;

    private static final long REFUSED_WITHIN = TimeUnit.MILLISECONDS.toNanos(5);

    static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

    /** So many bytes of a receive buffer, or more, the kernel charges for the smallest datagram. */
    private static final int LEAST_CHARGE = 512;

    /** Nobody sends from there, and a socket connected to it hears nobody else. */
    private static final int DEAD_PORT = 1;

    private static volatile boolean rehearsed;

    /** Who wants the port to be unreachable. */
    enum Refusing {
        FAULT,
        UPSTREAM
    }

    private final UdpWire wire;
    private final EventLoop loop;
    private final DatagramChannel channel;
    private final DatagramChannel answers;
    private final InetSocketAddress address;
    private final InetSocketAddress answersFrom;
    private final Set<Refusing> refusing = EnumSet.noneOf(Refusing.class);

    private Front(UdpWire wire, DatagramChannel channel, DatagramChannel answers) throws IOException {
        this.wire = wire;
        this.loop = wire.loop();
        this.channel = channel;
        this.answers = answers;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.answersFrom = (InetSocketAddress) answers.getLocalAddress();
        loop.channels.register(channel, SelectionKey.OP_READ, this);
        if (answers != channel) {
            loop.channels.register(answers, SelectionKey.OP_READ, new ReadyHandler() {
                @Override
                public void ready(int ops) throws IOException {
                    read(answers);
                }

                @Override
                public void failed(Throwable failure) {
                    Front.this.failed(failure);
                }
            });
        }
    }

    /** Binds them; nothing stays open where that fails. */
    static Front open(UdpWire wire, UdpSpec spec) {
        InetAddress host = Addresses.resolve(spec.host());
        List<DatagramChannel> opened = new ArrayList<>(2);
        try {
            if (spec.cast() instanceof UdpSpec.Cast.Unicast) {
                DatagramChannel channel = opened(host, opened);
                prepare(channel, spec.receiveBuffer());
                channel.bind(new InetSocketAddress(host, spec.port()));
                return new Front(wire, channel, channel);
            }
            DatagramChannel many = Casting.open(spec.cast(), host, spec.port(), opened);
            prepare(many, spec.receiveBuffer());
            DatagramChannel answers = opened(host, opened);
            prepare(answers, 0);
            answers.bind(new InetSocketAddress(host, 0));
            return new Front(wire, many, answers);
        } catch (IOException | RuntimeException failure) {
            for (DatagramChannel channel : opened) {
                closeQuietly(channel);
            }
            if (failure instanceof IllegalArgumentException) {
                throw (IllegalArgumentException) failure;
            }
            throw Addresses.unavailable(host, spec.port(), failure);
        }
    }

    private static DatagramChannel opened(InetAddress host, List<DatagramChannel> opened) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family(host));
        opened.add(channel);
        return channel;
    }

    private static void prepare(DatagramChannel channel, int receiveBuffer) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(
                StandardSocketOptions.SO_RCVBUF, receiveBuffer == 0 ? RECEIVE_BUFFER : Integer.valueOf(receiveBuffer));
    }

    /** Whether it can send there: one for all addresses of IPv6 is one for those of IPv4 too. */
    boolean reaches(InetAddress client) {
        InetAddress own = answersFrom.getAddress();
        return family(client) == family(own) || own instanceof Inet6Address && own.isAnyLocalAddress();
    }

    static StandardProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // it was hardly there
        }
    }

    /** Where it can be reached. */
    InetSocketAddress address() {
        return Addresses.named(address);
    }

    /** Where what it sends comes from. */
    InetSocketAddress answersFrom() {
        return Addresses.named(answersFrom);
    }

    /** Where it is bound, which may be the wildcard address. */
    InetSocketAddress boundAddress() {
        return address;
    }

    /** Where its sockets are bound, as the kernel lists them. */
    List<InetSocketAddress> bound() {
        return answers == channel ? List.of(address) : List.of(address, answersFrom);
    }

    /** Whether ICMP tells of it: nobody answers for a group, or for all (RFC 1122, 3.2.2). */
    boolean canRefuse() {
        return answers == channel;
    }

    @Override
    public void ready(int ops) throws IOException {
        read(channel);
    }

    /** Reads one turn's worth. */
    private void read(DatagramChannel from) throws IOException {
        for (int i = 0; i < DATAGRAMS_A_TURN && from.isOpen(); i++) {
            if (!receive(from, loop.scratchForDatagram())) {
                return;
            }
        }
        wire.moreWaits(true);
    }

    private boolean receive(DatagramChannel from, ByteBuffer buffer) throws IOException {
        InetSocketAddress client = (InetSocketAddress) from.receive(buffer);
        if (client == null) {
            return false;
        }
        buffer.flip();
        wire.arrived(client, buffer, System.nanoTime());
        return true;
    }

    /** Sends to a client. Returns whether the kernel took it. */
    boolean send(ByteBuffer payload, InetSocketAddress client) throws IOException {
        boolean empty = !payload.hasRemaining();
        return answers.send(payload, client) > 0 || empty;
    }

    boolean isRefusing() {
        return !refusing.isEmpty();
    }

    boolean isRefusing(Refusing who) {
        return refusing.contains(who);
    }

    /** Has the kernel answer what comes with port unreachable. The port stays ours. */
    void refuse(Refusing who) throws IOException {
        if (refusing.isEmpty()) {
            // of the socket's family: one of IPv6 that was connected to an IPv4 address hears no IPv6 afterwards
            InetSocketAddress dead = new InetSocketAddress(address().getAddress(), DEAD_PORT);
            rehearse(dead);
            // the JDK throws away what waits at a socket when it is connected
            int most = mostWaiting(channel);
            long end = System.nanoTime() + REFUSED_WITHIN;
            ByteBuffer apart = ByteBuffer.allocateDirect(LARGEST);
            for (int i = 0;
                    i < most
                            && (i < REFUSED_AT_LEAST || System.nanoTime() - end < 0)
                            && receive(channel, apart.clear());
                    i++) {
                // all that came since the caller's intake, not all of a flood; the loop's own buffer may be in use
                // further up
            }
            channel.connect(dead);
        }
        refusing.add(who);
    }

    /** More datagrams than a socket's receive buffer holds. */
    static int mostWaiting(DatagramChannel channel) throws IOException {
        return channel.getOption(StandardSocketOptions.SO_RCVBUF) / LEAST_CHARGE + 1;
    }

    /** The first connect of a JVM takes long, and what arrived during it would be neither received nor refused. */
    private static void rehearse(InetSocketAddress dead) throws IOException {
        if (!rehearsed) {
            try (DatagramChannel another = DatagramChannel.open(family(dead.getAddress()))) {
                another.configureBlocking(false);
                another.connect(dead);
            }
            rehearsed = true;
        }
    }

    void serve(Refusing who) throws IOException {
        if (refusing.remove(who) && refusing.isEmpty()) {
            channel.disconnect();
        }
    }

    @Override
    public void failed(Throwable failure) {
        wire.error(failure);
    }

    void close() {
        InheritedSockets.closed(address.getPort());
        closeQuietly(channel);
        closeQuietly(answers);
        loop.channels.closed();
    }
}
