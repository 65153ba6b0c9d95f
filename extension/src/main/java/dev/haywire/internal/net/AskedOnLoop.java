package dev.haywire.internal.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What code of the test that runs on one loop, such as a predicate, has asked of endpoints. It is done, in order, right after what that code
 * looks at has been decided: in the midst of a datagram's way, with that in a buffer which nothing else reads into.
 *
 * <p>What it asked of an endpoint on another loop is handed over then, and not waited for: that loop may have a predicate that asks something
 * of this one. What fails is an error of the endpoint that was asked.
 */
final class AskedOnLoop {
    /** More is done in later iterations, as each of them is bounded: what is done may lead to predicates that ask for more. */
    private static final int MOST_IN_A_ROW = 256;

    private final EventLoop loop;
    private final Queue<Asked> waiting = new ArrayDeque<>();
    private @Nullable ByteBuffer spare;
    private boolean running;

    private record Asked(Wire wire, Runnable action, boolean last) {
        void run() {
            try {
                action.run();
            } catch (Throwable failure) {
                wire.error(failure);
            }
        }
    }

    AskedOnLoop(EventLoop loop) {
        this.loop = loop;
    }

    /** Has something done once what is looked at has been decided. */
    void add(Wire wire, Runnable action) {
        waiting.add(new Asked(wire, action, false));
    }

    /** Has something done once what is looked at is delivered, dropped or held. */
    void addLast(Wire wire, Runnable action) {
        waiting.add(new Asked(wire, action, true));
    }

    /** What is looked at has been decided; it is still on its way, perhaps in the loop's buffer. */
    void decided() {
        if (waiting.isEmpty() || running || !hasSpare()) {
            return;
        }
        ByteBuffer inUse = loop.scratchInstead(spare);
        try {
            run(false);
        } finally {
            loop.scratchInstead(inUse);
        }
    }

    /** Nothing is on its way any more. */
    void finish() {
        if (!waiting.isEmpty() && !running) {
            run(true);
        }
    }

    /** Without one, all is left to {@link #finish()}. */
    private boolean hasSpare() {
        if (spare == null) {
            try {
                spare = ByteBuffer.allocateDirect(EventLoop.LARGE_READ);
            } catch (OutOfMemoryError notNow) {
                return false;
            }
        }
        return true;
    }

    private void run(boolean all) {
        running = true;
        try {
            Asked next;
            for (int i = 0; i < MOST_IN_A_ROW && (next = waiting.peek()) != null && (all || !next.last()); i++) {
                waiting.remove();
                if (next.wire().loop() == loop) {
                    next.run();
                } else {
                    next.wire().loop().execute(next::run);
                }
            }
        } finally {
            running = false;
        }
        if (all && !waiting.isEmpty()) {
            loop.execute(this::finish);
        }
    }
}
