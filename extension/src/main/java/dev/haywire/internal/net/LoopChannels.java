package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The channels of one loop: registered with its selector, told when they are ready, and really closed only by its next select. Touched on
 * the loop's thread, but for {@link #wakeup}.
 *
 * <p>A select only collects the channels that are ready; they are served after it. So what serves one may lead to another select, as a closed
 * listener needs, though a selector refuses a select within a select.
 */
final class LoopChannels implements Consumer<SelectionKey> {
    /** Bounds looks at all where channels become ready as fast as they are looked at. */
    static final int MOST_LOOKS = 64;

    /** As many ready channels may be all that one select tells of, where descriptors are few. */
    private static final int MAYBE_NOT_ALL = 256;

    private static final int SERVED_AT_ONCE = 256;
    private static final long SERVED_WITHIN = TimeUnit.MILLISECONDS.toNanos(2);

    /** For a select that only completes closes: what is ready now is so at the next one. No lambda: the first one of a JVM costs more. */
    private static final class Later implements Consumer<SelectionKey> {
        @Override
        public void accept(SelectionKey key) {}
    }

    private static final Consumer<SelectionKey> LATER = new Later();

    private final Selector selector;
    private final Nap nap = new Nap();
    private final Piece serving = new Piece(SERVED_AT_ONCE, SERVED_WITHIN);

    /** Ready channels, in order. Those that one iteration has no time for come before the next select. */
    private final ArrayDeque<SelectionKey> ready = new ArrayDeque<>();

    private boolean channelsClosed;

    LoopChannels() {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new IllegalStateException("no selector can be opened: " + failure.getMessage(), failure);
        }
    }

    /**
     * Closes a socket while there are descriptors. The JDK needs two more for the first close of a JVM; where none is free then, no socket can be
     * closed, read or written ever after.
     */
    static void closeFirst() {
        try {
            SocketChannel.open().close();
        } catch (IOException noneFree) {
            // then the endpoint cannot be started, which says so
        }
    }

    SelectionKey register(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        return channel.register(selector, interest, handler);
    }

    /** To be told where a channel was closed. */
    void closed() {
        channelsClosed = true;
    }

    /** Completes closes now, so that the kernel has seen them. Serves no channel, which could go on as long as they come and go. */
    void finishCloses() {
        if (channelsClosed) {
            channelsClosed = false;
            try {
                selector.selectNow(LATER);
            } catch (IOException failure) {
                throw new IllegalStateException("select failed: " + failure.getMessage(), failure);
            }
        }
    }

    /** Looks once; returns whether that told of all that is ready, though one select tells of 1024 channels at most. */
    boolean lookedAtAll() throws IOException {
        return look() < MAYBE_NOT_ALL && ready.isEmpty();
    }

    /** Looks once without waiting; returns how many channels were ready. */
    int look() throws IOException {
        int found = collect();
        serve();
        return found;
    }

    /** Begins a look: after what the last one has left, what is ready now is to be served; returns how many were ready. */
    private int collect() throws IOException {
        serving.begin();
        int left = ready.size();
        serve();
        return ready.isEmpty() ? left + selector.selectNow(this) : left;
    }

    /** Looks once for what only connecting, or a peer's RST, makes ready. */
    void lookForConnects() throws IOException {
        List<SelectionKey> connects = new ArrayList<>();
        selector.selectNow(key -> {
            if ((key.readyOps() & SelectionKey.OP_CONNECT) != 0) {
                connects.add(key);
            }
        });
        for (SelectionKey key : connects) {
            if (key.isValid()) {
                serve(key, SelectionKey.OP_CONNECT);
            }
        }
    }

    /** Looks once; sleeps until a channel is ready, the deadline has come or the loop is woken for a task. */
    int await(long deadline, Queue<Runnable> tasks) throws IOException {
        if (!ready.isEmpty()) {
            return look();
        }
        serving.begin();
        int found = nap.select(selector, this, deadline, tasks);
        serve();
        return found;
    }

    /** Ends the loop's sleep, or the next one. From any thread. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void accept(SelectionKey key) {
        ready.add(key);
    }

    /** Serves the channels that are ready, as many as this look has time for. */
    private void serve() {
        while (!ready.isEmpty() && serving.another()) {
            SelectionKey key = ready.remove();
            // it may have been closed, or have lost its interest since
            int ops = key.isValid() ? key.readyOps() & key.interestOps() : 0;
            if (ops != 0) {
                serve(key, ops);
            }
        }
    }

    private static void serve(SelectionKey key, int ops) {
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            handler.ready(ops);
        } catch (Throwable failure) {
            tell(handler, failure, key);
        }
    }

    private static void tell(ReadyHandler handler, Throwable failure, SelectionKey key) {
        try {
            handler.failed(failure);
        } catch (Throwable noMemoryEvenForThat) {
            // a key that stays ready and fails would keep the loop busy
            key.cancel();
        }
    }

    /** The loop has ended: closes that are under way are completed, and no more are told. */
    void close() throws IOException {
        selector.selectNow();
        selector.close();
    }
}
