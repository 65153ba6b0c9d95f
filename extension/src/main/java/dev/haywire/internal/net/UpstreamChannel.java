package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** A proxy's own way to the server for one client: connected, so that the kernel tells whose port is unreachable. */
final class UpstreamChannel implements ReadyHandler {
    private final UdpWire wire;
    private final UdpSession session;
    private final InetSocketAddress upstream;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final KernelDrops.Tally drops = new KernelDrops.Tally();
    private final SelectionKey key;
    private @Nullable DatagramChannel empties;
    private boolean left;

    /**
     * Opens it.
     *
     * @param source where its datagrams come from; null for what the kernel chooses
     */
    UpstreamChannel(UdpWire wire, UdpSession session, InetSocketAddress upstream, @Nullable InetAddress source)
            throws IOException {
        this.wire = wire;
        this.session = session;
        this.upstream = upstream;
        DatagramChannel first = connected(upstream, source);
        if (first.getLocalAddress().equals(upstream)) {
            // the kernel gave it the port of a server that is not there: it would hear itself
            try {
                channel = connected(upstream, source);
            } finally {
                first.close();
            }
        } else {
            channel = first;
        }
        try {
            local = (InetSocketAddress) channel.getLocalAddress();
            Wire next = ProxyChains.at(wire.protocol(), upstream);
            if (next != null && next.isProxy()) {
                OwnHops.add(wire, local, session.client());
            }
            key = wire.loop().channels.register(channel, SelectionKey.OP_READ, this);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static DatagramChannel connected(InetSocketAddress upstream, @Nullable InetAddress source)
            throws IOException {
        DatagramChannel channel = open(upstream.getAddress());
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, Front.RECEIVE_BUFFER);
            if (source != null) {
                channel.bind(new InetSocketAddress(source, 0));
            }
            channel.connect(upstream);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static DatagramChannel open(InetAddress address) throws IOException {
        try {
            return DatagramChannel.open(Front.family(address));
        } catch (IOException noSocket) {
            throw new OutOfDescriptorsException(noSocket);
        }
    }

    UdpSession session() {
        return session;
    }

    /** It hears nothing any more; what comes is lost. */
    void leave() {
        left = true;
        key.cancel();
    }

    InetSocketAddress upstream() {
        return upstream;
    }

    /** Where its datagrams come from. */
    InetSocketAddress local() {
        return local;
    }

    KernelDrops.Tally drops() {
        return drops;
    }

    /** Sends to the server. Returns whether the kernel took it. */
    boolean send(ByteBuffer payload) throws IOException {
        if (!payload.hasRemaining()) {
            empties().send(payload, upstream);
            return true;
        }
        int length = payload.remaining();
        while (true) {
            try {
                return channel.write(payload) == length;
            } catch (PortUnreachableException aboutTheOneBefore) {
                // the kernel reports it instead of sending this one
                wire.unreachable(session);
            }
        }
    }

    /** A connected channel never sends an empty datagram; one that shares its port does, and is used for nothing else. */
    private DatagramChannel empties() throws IOException {
        if (empties == null) {
            DatagramChannel twin = open(local.getAddress());
            // for this moment only: with it the kernel might give the same port to another client's channel
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            try {
                twin.configureBlocking(false);
                twin.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                twin.bind(local);
                twin.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            } catch (IOException | RuntimeException failure) {
                twin.close();
                throw failure;
            } finally {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            }
            empties = twin;
        }
        return empties;
    }

    @Override
    public void ready(int ops) throws IOException {
        if (read()) {
            wire.moreWaits(true);
        }
    }

    /** Reads all that waits now: what waits at a socket that is closed is lost, and nobody would know. Not on the way of a datagram. */
    void takeIn() throws IOException {
        int most = Front.mostWaiting(channel);
        for (int taken = 0; taken < most && read(); taken += Front.DATAGRAMS_A_TURN) {
            // as many turns as it takes
        }
    }

    /** Reads one turn's worth. Returns whether more may wait. */
    private boolean read() throws IOException {
        EventLoop loop = wire.loop();
        for (int i = 0; i < Front.DATAGRAMS_A_TURN && channel.isOpen() && !left; i++) {
            ByteBuffer scratch = loop.scratchForDatagram();
            try {
                // never read(): it tells an empty datagram and an ended channel apart only by chance
                if (channel.receive(scratch) == null) {
                    return false;
                }
            } catch (PortUnreachableException unreachable) {
                if (session.upstream() == this) {
                    wire.unreachable(session);
                }
                continue;
            }
            scratch.flip();
            session.answeredBy(upstream);
            wire.answered(session, scratch, System.nanoTime());
            loop.asked.finish();
        }
        return true;
    }

    @Override
    public void failed(Throwable failure) {
        wire.error(failure);
    }

    void close() {
        if (local != null) {
            OwnHops.remove(wire, local);
        }
        try {
            channel.close();
            if (empties != null) {
                empties.close();
            }
        } catch (IOException alreadyGone) {
            // nothing waits for it
        }
        wire.loop().channels.closed();
    }
}
