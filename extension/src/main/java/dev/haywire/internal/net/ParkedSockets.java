package dev.haywire.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sockets nobody reads now, as their flow has no room. Looks at some of them every 25 ms for a RST of the peer.
 *
 * <p>The JDK takes a key without interest out of the selector, so a RST would not show; with OP_CONNECT as interest it does, but a healthy
 * connection then makes every select return at once. So the interest is set for the moment of the look only.
 */
final class ParkedSockets {
    private static final long PERIOD = 25_000_000;
    private static final int AT_A_TIME = 64;

    private final EventLoop loop;
    private final Set<SocketPort> parked = new LinkedHashSet<>();
    private final ArrayDeque<SocketPort> round = new ArrayDeque<>();
    private final Timer next = new Timer() {
        @Override
        void due(long now) {
            try {
                look();
            } finally {
                if (!parked.isEmpty()) {
                    loop.set(this, System.nanoTime() + PERIOD);
                }
            }
        }

        @Override
        void failed(Throwable failure) {
            loop.fail(failure);
        }
    };

    ParkedSockets(EventLoop loop) {
        this.loop = loop;
    }

    void set(SocketPort port, boolean park) {
        if (!park) {
            parked.remove(port);
        } else if (parked.add(port) && parked.size() == 1) {
            loop.set(next, System.nanoTime() + PERIOD);
        }
    }

    private void look() {
        if (round.isEmpty()) {
            round.addAll(parked);
        }
        List<SocketPort> looked = new ArrayList<>(AT_A_TIME);
        while (looked.size() < AT_A_TIME && !round.isEmpty()) {
            SocketPort port = round.poll();
            if (parked.contains(port)) {
                port.listenForReset(true);
                looked.add(port);
            }
        }
        try {
            loop.channels.lookForConnects();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (SocketPort port : looked) {
            port.listenForReset(false);
        }
    }
}
