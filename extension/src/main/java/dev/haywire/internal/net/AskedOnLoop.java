package dev.haywire.internal.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What code of the test that runs on one loop, such as a predicate, has asked of endpoints. It is done, in order, right after what that code
 * looks at has been decided: in the midst of a datagram's way, with that in a buffer which nothing else reads into.
 *
 * <p>What it asked of an endpoint on another loop is {@linkplain HandedOver handed over} then. What fails is an error of the endpoint that was
 * asked.
 */
final class AskedOnLoop {
    /** More is done in later iterations, as each of them is bounded: what is done may lead to predicates that ask for more. */
    private static final int MOST_IN_A_ROW = 256;

    private final EventLoop loop;
    private final Queue<Asked> waiting = new ArrayDeque<>();
    private final Queue<HandedOver> handedToThis = new ConcurrentLinkedQueue<>();
    private @Nullable HandedOver overdue;
    private @Nullable ByteBuffer spare;
    private boolean running;

    private record Asked(LoopOwned owner, Runnable action, boolean last) {
        void run() {
            try {
                action.run();
            } catch (Throwable failure) {
                owner.error(failure);
            }
        }
    }

    AskedOnLoop(EventLoop loop) {
        this.loop = loop;
    }

    /** Has something done once what is looked at has been decided. */
    void add(LoopOwned owner, Runnable action) {
        waiting.add(new Asked(owner, action, false));
    }

    /** Has something done once what is looked at is delivered, dropped or held. */
    void addLast(LoopOwned owner, Runnable action) {
        waiting.add(new Asked(owner, action, true));
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

    /** What other loops have handed over to this one, and it has not done. From any thread. */
    Queue<HandedOver> handedToThis() {
        return handedToThis;
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
                if (next.owner().loop() == loop) {
                    next.run();
                } else {
                    handOver(next);
                }
            }
        } finally {
            running = false;
        }
        if (all && !waiting.isEmpty()) {
            loop.execute(this::finish);
        }
    }

    private void handOver(Asked asked) {
        HandedOver handed = new HandedOver(asked::run, loop, asked.owner().loop());
        handed.go();
        boolean othersWait = overdue != null && !overdue.isDone();
        if (!othersWait && !handed.isDoneSoon()) {
            overdue = handed;
        }
    }
}
