package dev.haywire.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes connects hang: a listener with the smallest backlog whose queue is full, so that the kernel drops each further SYN unanswered (Linux).
 *
 * <p>The queue is filled by connections of its own until one stays pending, as nobody can compute how many fit. They stay open while connects
 * hang, so that no real client can have their ports, and are never seen by anybody.
 */
final class HangingQueue {
    private static final int SMALLEST_BACKLOG = 1;
    private static final int MOST_FILLERS = 64;
    private static final long LOOK_EVERY = 1_000_000;

    /** A filler that is still pending after this long is dropped, not slow: loopback answers within microseconds. */
    private static final long PENDING_FOR = 5_000_000;

    private final EventLoop loop;
    private final ListeningPort port;
    private final Acceptor acceptor;
    private @Nullable ServerSocketChannel listener;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private final CountDownLatch full = new CountDownLatch(1);
    private final Timer look = new Timer() {
        @Override
        void due(long now) {
            look(now);
        }

        @Override
        void failed(Throwable failure) {
            full.countDown();
        }
    };
    private volatile @Nullable String obstacle;
    private long lastFilledAt;

    /** Swaps the queue; {@link #full()} tells when connects hang. */
    HangingQueue(EventLoop loop, ListeningPort port, Acceptor acceptor) throws IOException {
        this.loop = loop;
        this.port = port;
        this.acceptor = acceptor;
        port.stopListening();
        if (listens()) {
            look(lastFilledAt);
        }
    }

    CountDownLatch full() {
        return full;
    }

    /** What keeps it from being filled; null if nothing is known to. From any thread. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** Listens; where a copy of the former listener still does, it is tried again. */
    private boolean listens() throws IOException {
        if (listener != null) {
            return true;
        }
        try {
            listener = port.bindBeside(SMALLEST_BACKLOG);
        } catch (BindException copied) {
            obstacle = copied.getMessage();
            loop.set(look, System.nanoTime() + LOOK_EVERY);
            return false;
        }
        obstacle = null;
        try {
            fill();
            return true;
        } catch (IOException failure) {
            end();
            throw failure;
        }
    }

    private void fill() throws IOException {
        InetSocketAddress address = port.address();
        SocketChannel filler = open(address.getAddress());
        fillers.add(filler);
        filler.configureBlocking(false);
        filler.connect(address);
        lastFilledAt = System.nanoTime();
    }

    private static SocketChannel open(InetAddress address) throws IOException {
        try {
            return SocketChannel.open(Front.family(address));
        } catch (IOException noneFree) {
            throw new OutOfDescriptorsException(noneFree);
        }
    }

    private void look(long now) {
        try {
            if (!listens()) {
                return;
            }
            while (fillers.size() < MOST_FILLERS
                    && fillers.get(fillers.size() - 1).finishConnect()) {
                fill();
            }
        } catch (OutOfDescriptorsException noneFree) {
            // it cannot be tried whether another one fits; Linux takes one more than the backlog
            if (fillers.size() > SMALLEST_BACKLOG) {
                full.countDown();
            } else {
                obstacle = noneFree.getMessage();
                loop.set(look, System.nanoTime() + PENDING_FOR);
            }
            return;
        } catch (IOException refused) {
            // the queue is full in another way; nothing to add
            full.countDown();
            return;
        }
        if (now - lastFilledAt >= PENDING_FOR || fillers.size() == MOST_FILLERS) {
            full.countDown();
        } else {
            loop.set(look, System.nanoTime() + LOOK_EVERY);
        }
    }

    /** Ends it: real clients in the queue are accepted. The port does not listen yet. */
    void heal() {
        // the pending one first, else it would take the place in the queue of a real client
        try {
            Set<InetSocketAddress> ours = localAddresses();
            if (!fillers.isEmpty()) {
                closeFiller(fillers.remove(fillers.size() - 1));
            }
            acceptRealClients(ours);
        } catch (IOException failure) {
            acceptor.error(failure);
        } finally {
            end();
        }
    }

    private void acceptRealClients(Set<InetSocketAddress> ours) throws IOException {
        SocketChannel next;
        while (listener != null && listener.isOpen() && (next = listener.accept()) != null) {
            if (ours.contains((InetSocketAddress) next.getRemoteAddress())) {
                closeFiller(next);
            } else {
                acceptor.accept(next);
            }
        }
    }

    private Set<InetSocketAddress> localAddresses() throws IOException {
        Set<InetSocketAddress> addresses = new HashSet<>();
        for (SocketChannel filler : fillers) {
            if (filler.isOpen()) {
                addresses.add((InetSocketAddress) filler.getLocalAddress());
            }
        }
        return addresses;
    }

    /** Closes all that is its own. */
    void end() {
        loop.set(look, TimerHeap.NEVER);
        full.countDown();
        for (SocketChannel filler : fillers) {
            closeFiller(filler);
        }
        fillers.clear();
        if (listener != null) {
            port.close(listener);
            listener = null;
        }
    }

    /** By RST, which leaves no TIME_WAIT on our port. */
    private static void closeFiller(SocketChannel filler) {
        try {
            filler.setOption(StandardSocketOptions.SO_LINGER, 0);
            filler.close();
        } catch (IOException alreadyGone) {
            // that is what was wanted
        }
    }
}
