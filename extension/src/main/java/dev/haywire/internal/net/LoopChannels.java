package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The channels of one loop: registered with its selector, told when they are ready, and really closed only by its next select. Touched on
 * the loop's thread, but for {@link #wakeup}.
 */
final class LoopChannels implements Consumer<SelectionKey> {
    /** As many ready channels may be all that one select tells of, where descriptors are few. */
    private static final int MAYBE_NOT_ALL = 256;

    /** Bounds a look where channels become ready as fast as they are looked at. */
    private static final int MOST_ROUNDS = 64;

    private final Selector selector;
    private final Nap nap = new Nap();
    private boolean channelsClosed;

    LoopChannels() {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new IllegalStateException("no selector can be opened: " + failure.getMessage(), failure);
        }
    }

    SelectionKey register(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        return channel.register(selector, interest, handler);
    }

    /** To be told where a channel was closed. */
    void closed() {
        channelsClosed = true;
    }

    /** Completes closes now, so that the kernel has seen them. */
    void finishCloses() {
        if (channelsClosed) {
            channelsClosed = false;
            try {
                selector.selectNow(this);
            } catch (IOException failure) {
                throw new IllegalStateException("select failed: " + failure.getMessage(), failure);
            }
        }
    }

    /** Completes closes, those too that a channel told meanwhile makes. */
    void finishAllCloses() {
        while (channelsClosed) {
            finishCloses();
        }
    }

    /** Looks at what is ready without waiting: at all of it, though one select tells of 1024 channels at most. */
    void poll() throws IOException {
        int rounds = 0;
        while (look() >= MAYBE_NOT_ALL && rounds < MOST_ROUNDS) {
            rounds++;
        }
    }

    /** Looks once without waiting; returns how many channels were ready. */
    int look() throws IOException {
        return selector.selectNow(this);
    }

    /** Sleeps until a channel is ready, the deadline has come or the loop is woken for a task; returns how many channels were ready. */
    int await(long deadline, Queue<Runnable> tasks) throws IOException {
        return nap.select(selector, this, deadline, tasks);
    }

    /** Ends the loop's sleep, or the next one. From any thread. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void accept(SelectionKey key) {
        if (!key.isValid()) {
            // another one's turn, a moment ago, closed it
            return;
        }
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            handler.ready(key.readyOps());
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
