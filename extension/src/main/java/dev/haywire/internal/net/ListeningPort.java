package dev.haywire.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The port of one endpoint: a hold socket, bound and never listening, that keeps the number, and beside it a listener that can be closed and
 * opened again.
 *
 * <p>The hold socket has SO_REUSEADDR only while a listener of ours binds beside it. While none listens it is cleared: then nobody else gets the
 * port, not even with SO_REUSEADDR (Linux; elsewhere somebody with that option may).
 */
final class ListeningPort implements ReadyHandler {
    /** As many connections may wait to be accepted; the kernel may allow fewer. */
    static final int BACKLOG = 4096;

    private static final int ACCEPTED_AT_ONCE = 64;
    private static final long ACCEPTED_WITHIN = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long PAUSE_AFTER_FAILURE = 100_000_000;

    private static final long PAUSE_FOR_COPY = 1_000_000;
    private static final long SHORTEST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;

    private final EventLoop loop;
    private final Acceptor acceptor;
    private final int receiveBuffer;
    private final SocketChannel hold;
    private final InetSocketAddress address;
    private final Timer retry = new Timer() {
        @Override
        void due(long now) {
            if (key != null && key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        }

        @Override
        void failed(Throwable failure) {
            acceptor.error(failure);
        }
    };
    private final Piece accepting = new Piece(ACCEPTED_AT_ONCE, ACCEPTED_WITHIN);
    private long accepted;
    private final Timer again = new Timer() {
        @Override
        void due(long now) {
            try {
                listenAgain();
            } catch (IOException notYet) {
                // it is set again
            }
        }

        @Override
        void failed(Throwable failure) {
            acceptor.error(failure);
        }
    };
    /** Told once, not with each of the tries that follow. */
    private boolean acceptFails;

    private long pauseBeforeAgain = SHORTEST_PAUSE;

    /** A copy of the former listener has the port, in a process that is being started. */
    private volatile boolean copied;

    /** Keeps the descriptor of a closed listener for the next one: where descriptors run short, none would be free for it. */
    private @Nullable ServerSocketChannel spare;

    private @Nullable ServerSocketChannel listener;
    private @Nullable SelectionKey key;
    private boolean ended;

    /** The hold socket belongs to another owner, which closes it. */
    private boolean handedOver;

    /**
     * Takes the port and listens. On the loop.
     *
     * @param receiveBuffer of the listener, which its connections inherit, in bytes; 0 for the kernel's own choice
     */
    ListeningPort(EventLoop loop, InetAddress host, int port, int receiveBuffer, Acceptor acceptor) {
        this.loop = loop;
        this.receiveBuffer = receiveBuffer;
        this.acceptor = acceptor;
        StandardProtocolFamily family =
                host instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        SocketChannel held = null;
        try {
            held = SocketChannel.open(family);
            // a fixed port may have connections in TIME_WAIT, which only SO_REUSEADDR ignores; a free one must be
            // nobody's at all
            held.setOption(StandardSocketOptions.SO_REUSEADDR, port != 0);
            held.bind(new InetSocketAddress(host, port));
            hold = held;
            address = (InetSocketAddress) held.getLocalAddress();
            listen();
        } catch (IOException | RuntimeException failure) {
            closeQuietly(held);
            throw Addresses.unavailable(host, port, failure);
        }
    }

    /** Takes a port; where the kernel chooses it, not that of the proxy's own server, which is not there now. */
    static ListeningPort elsewhereThan(
            @Nullable InetSocketAddress upstream, EventLoop loop, TcpSpec spec, Acceptor acceptor) {
        InetAddress host = Addresses.resolve(spec.host());
        ListeningPort first = new ListeningPort(loop, host, spec.port(), spec.receiveBuffer(), acceptor);
        if (spec.port() != 0 || upstream == null || !ProxyChains.hears(first.address, upstream)) {
            return first;
        }
        try {
            return new ListeningPort(loop, host, 0, spec.receiveBuffer(), acceptor);
        } finally {
            first.close();
        }
    }

    /** Where it can be reached. */
    InetSocketAddress address() {
        return Addresses.named(address);
    }

    /** Where it is bound, which may be the wildcard address. */
    InetSocketAddress boundAddress() {
        return address;
    }

    /** Listens as before; not where the endpoint has ended meanwhile. */
    void listen() throws IOException {
        if (ended) {
            return;
        }
        ServerSocketChannel channel = bindBeside(BACKLOG);
        try {
            key = loop.channels.register(channel, SelectionKey.OP_ACCEPT, this);
            listener = channel;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Listens as before, now or as soon as that is possible: it is tried again, after longer and longer pauses.
     *
     * @throws IOException if it does not listen yet, and not for {@link #isCopied() a copy}
     */
    void listenAgain() throws IOException {
        loop.set(again, TimerHeap.NEVER);
        if (listener != null) {
            return;
        }
        try {
            listen();
            copied = false;
            pauseBeforeAgain = SHORTEST_PAUSE;
        } catch (BindException used) {
            if (!ended) {
                copied = true;
                loop.set(again, System.nanoTime() + PAUSE_FOR_COPY);
            }
        } catch (IOException failure) {
            GivingWay.after(failure);
            if (!ended) {
                loop.set(again, System.nanoTime() + pauseBeforeAgain);
                pauseBeforeAgain = Math.min(2 * pauseBeforeAgain, LONGEST_PAUSE);
            }
            throw failure;
        }
    }

    private void endPauses() {
        loop.set(again, TimerHeap.NEVER);
        copied = false;
    }

    /** Whether it does not listen yet because a copy of the former listener does. From any thread. */
    boolean isCopied() {
        return copied;
    }

    private ServerSocketChannel open() throws IOException {
        return ServerSocketChannel.open(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
    }

    /** Opens a listener of ours on the held port, not registered. */
    ServerSocketChannel bindBeside(int backlog) throws IOException {
        ServerSocketChannel kept = spare;
        spare = null;
        ServerSocketChannel channel = kept != null ? kept : open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (receiveBuffer > 0) {
                // before it is bound: the window that a connection begins with follows from it
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            hold.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, backlog);
            return channel;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Closes the listener; a last piece of what is queued is accepted first. The port stays ours. Does nothing if none listens. */
    void stopListening() {
        endPauses();
        if (listener == null) {
            return;
        }
        acceptQueued();
        close(listener);
        listener = null;
        key = null;
    }

    /** Closes a listener of ours for good; the port stays ours, and a descriptor for the next one. */
    void close(ServerSocketChannel channel) {
        // first: between the close and this somebody who asks for that number could have it
        keepForOurselves();
        closeQuietly(channel);
        loop.channels.closed();
        loop.channels.finishCloses();
        keepDescriptor();
    }

    private void keepDescriptor() {
        try {
            if (spare == null && !ended) {
                spare = open();
            }
        } catch (IOException noneFree) {
            // another thread was faster: the next listener has to wait
        }
    }

    /** Nobody shares the held port. */
    private void keepForOurselves() {
        if (ended) {
            return;
        }
        try {
            hold.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        } catch (IOException failure) {
            acceptor.error(failure);
        }
    }

    /** Takes in the connections that are queued now. On the loop. */
    Intake queued() {
        long most = accepted + BACKLOG;
        // who connects as fast as it is accepted was not there when this began
        return () -> acceptQueued() || accepted - most > 0;
    }

    /** Accepts what completed its handshake, a piece of it where that is much; returns whether nothing is left. */
    boolean acceptQueued() {
        return listener == null || acceptFrom(listener);
    }

    private boolean acceptFrom(ServerSocketChannel channel) {
        accepting.begin();
        try {
            while (accepting.another()) {
                // a predicate may have closed it meanwhile
                SocketChannel next = channel.isOpen() ? channel.accept() : null;
                if (next == null) {
                    return true;
                }
                accepted++;
                acceptFails = false;
                acceptor.accept(next);
            }
            return false;
        } catch (IOException failure) {
            GivingWay.after(failure);
            if (!acceptFails) {
                acceptFails = true;
                acceptor.error(AcceptException.of(address(), failure));
            }
            if (key != null && key.isValid()) {
                // it stays ready as long as the cause lasts (no file descriptors, say)
                key.interestOps(0);
                loop.set(retry, System.nanoTime() + PAUSE_AFTER_FAILURE);
            }
            return true;
        }
    }

    @Override
    public void ready(int ops) {
        acceptQueued();
    }

    @Override
    public void failed(Throwable failure) {
        acceptor.error(failure);
    }

    /** Stops listening and hands the port over: from here to the owner's release of it, the number is never free. On the loop. */
    KeptPort keep() {
        stopListening();
        try {
            hold.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        } catch (IOException failure) {
            acceptor.error(failure);
        }
        handedOver = true;
        return new KeptPort(hold);
    }

    void close() {
        ended = true;
        loop.set(retry, TimerHeap.NEVER);
        endPauses();
        InheritedSockets.closed(address.getPort());
        closeQuietly(listener);
        if (!handedOver) {
            closeQuietly(hold);
        }
        closeQuietly(spare);
        listener = null;
        spare = null;
        key = null;
        loop.channels.closed();
    }

    private void closeQuietly(@Nullable Channel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException failure) {
                acceptor.error(failure);
            }
        }
    }
}
