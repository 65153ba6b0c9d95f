package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects one relay to its server: looks its name up, and tries its addresses one after the other. */
final class Dialling {
    /** A port that the kernel has just chosen is hardly chosen again. */
    private static final int MOST_SELF_CONNECTS = 8;

    private final Relay relay;
    private final FarEnd farEnd;
    private final Deque<InetSocketAddress> toTry = new ArrayDeque<>();
    private @Nullable InetSocketAddress tried;
    private @Nullable InetSocketAddress hop;
    private boolean leadsToProxy;
    private @Nullable Failure worth;
    private int selfConnects;

    /** What kept it from an address. */
    private record Failure(@Nullable InetSocketAddress address, CloseReason reason, String why) {}

    Dialling(Relay relay, FarEnd farEnd) {
        this.relay = relay;
        this.farEnd = farEnd;
    }

    void start(InetSocketAddress upstream) {
        String way = OwnHops.wayRound(relay.wire(), relay.connection().remoteAddress());
        if (way != null) {
            failed(new Failure(null, CloseReason.UPSTREAM_UNREACHABLE, ProxyChains.sentence(upstream, way)));
        } else if (upstream.isUnresolved()) {
            lookUp(upstream.getHostString(), upstream.getPort());
        } else {
            toTry.add(upstream);
            tryNext();
        }
    }

    private void lookUp(String host, int port) {
        NamedServer lookup = new NamedServer(relay.loop(), NameLookups.OF_THIS_JVM, host) {
            @Override
            void found(List<InetAddress> addresses) {
                addresses.forEach(address -> toTry.add(new InetSocketAddress(address, port)));
                relay.guard(Dialling.this::tryNext);
            }

            @Override
            void unknown(String why) {
                relay.guard(() -> Dialling.this.failed(new Failure(null, CloseReason.UPSTREAM_UNREACHABLE, why)));
            }

            @Override
            void failed(Throwable failure) {
                relay.crashed(failure);
            }
        };
        relay.serveBy(new AwaitedPort(lookup::cancel));
        lookup.start();
    }

    private void tryNext() {
        InetSocketAddress next;
        while (!relay.isOver() && (next = toTry.poll()) != null) {
            if (dial(next)) {
                return;
            }
        }
        if (!relay.isOver() && worth != null) {
            failed(worth);
        }
    }

    /** Tells whether that server has answered, or may still answer. */
    private boolean dial(InetSocketAddress address) {
        String comesBack = ProxyChains.comesBack(relay.wire(), address);
        if (comesBack != null) {
            remember(new Failure(address, CloseReason.UPSTREAM_UNREACHABLE, comesBack));
            return false;
        }
        tried = address;
        SocketChannel channel = null;
        try {
            channel = open(address.getAddress());
            SocketPort.prepare(channel);
            if (connect(channel, address)) {
                relay.serveBy(SocketPort.connected(relay, channel));
                relay.connected();
            } else {
                relay.serveBy(SocketPort.connecting(relay, channel));
            }
            return true;
        } catch (IOException failure) {
            reset(channel);
            missed(failure);
            return false;
        }
    }

    private boolean connect(SocketChannel channel, InetSocketAddress address) throws IOException {
        Wire next = ProxyChains.at(relay.wire().protocol(), address);
        leadsToProxy = next != null && next.isProxy();
        if (leadsToProxy) {
            // that proxy may not look for the hop before it is known, and its port is known only once it is connected
            synchronized (OwnHops.class) {
                return connectNow(channel, address);
            }
        }
        return connectNow(channel, address);
    }

    private boolean connectNow(SocketChannel channel, InetSocketAddress address) throws IOException {
        // on loopback the handshake is over when connect returns: no need to wait for an event
        boolean connected = channel.connect(address) || channel.finishConnect();
        if (connected) {
            answered(channel);
        }
        return connected;
    }

    /** Somebody has answered. */
    void answered(SocketChannel channel) throws IOException {
        requireAnother(channel);
        if (leadsToProxy) {
            hop = (InetSocketAddress) channel.getLocalAddress();
            OwnHops.add(relay.wire(), hop, relay.connection().remoteAddress());
        }
    }

    /** Opens a socket of the address's own family: one of both is listed among those of IPv6, where its send queue would not be found. */
    private static SocketChannel open(InetAddress address) throws IOException {
        return address instanceof Inet4Address ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
    }

    /**
     * Makes sure that somebody else has answered: the kernel may have given the socket the port of a server that is not there, and connects it
     * to itself then (RFC 9293, 3.5: simultaneous open).
     */
    static void requireAnother(SocketChannel channel) throws IOException {
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            throw new SelfConnectedException();
        }
    }

    /** The address that was tried does not answer. */
    void broken(IOException failure) {
        missed(failure);
        tryNext();
    }

    private void missed(IOException failure) {
        forgetHop();
        if (failure instanceof SelfConnectedException && tried != null && selfConnects++ < MOST_SELF_CONNECTS) {
            toTry.addFirst(tried);
        } else {
            remember(new Failure(tried, reason(failure), String.valueOf(failure.getMessage())));
        }
    }

    /** Of several addresses, one whose server's machine answered tells more than one that nobody heard of. */
    private void remember(Failure failure) {
        if (worth == null || worth.reason == CloseReason.UPSTREAM_UNREACHABLE) {
            worth = failure;
        }
    }

    private static CloseReason reason(IOException failure) {
        String why = String.valueOf(failure.getMessage());
        if (failure instanceof ConnectException) {
            // RST is ECONNREFUSED; of all that becomes a ConnectException only the kernel's own end of time is not
            return why.contains("timed out") ? CloseReason.UPSTREAM_UNREACHABLE : CloseReason.UPSTREAM_REFUSED;
        }
        // it has accepted the connection, and reset it before this thread could see that
        return why.contains("reset") ? CloseReason.SERVER_RST : CloseReason.UPSTREAM_UNREACHABLE;
    }

    private void failed(Failure failure) {
        farEnd.failed(failure.reason, failure.address, failure.why);
    }

    /** The address that was dialled last; null before there is one. */
    @Nullable
    InetSocketAddress dialled() {
        return tried;
    }

    /** The connection has ended. */
    void forgetHop() {
        if (hop != null) {
            OwnHops.remove(relay.wire(), hop);
            hop = null;
        }
    }

    private static void reset(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                // one that is connected to itself would keep its server's port in TIME_WAIT
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException alreadyGone) {
                // it never was connected
            }
        }
    }

    /** The server's port is nobody's, and the kernel chose it for the socket that asks for it. */
    private static final class SelfConnectedException extends ConnectException {
        private static final long serialVersionUID = 1;

        SelfConnectedException() {
            super("Connection refused");
        }
    }
}
