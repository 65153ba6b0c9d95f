package dev.haywire.internal.net;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something another thread has the loop do, and waits for. A caller that gives up gets an exception, and what it asked for has no effect later:
 * work that has not begun is never done, work that has begun is undone where it started something.
 */
final class LoopCall<T> implements Runnable {
    /** A loop that is in the same turn for so long hangs. */
    private static final int PATIENCE_SECONDS = 5;

    /** One that goes on has much to do, or is given few processors: then so many times as long. */
    private static final int MOST_TIMES = 6;

    private enum State {
        WAITING,
        RUNNING,
        ACKNOWLEDGED,
        GIVEN_UP
    }

    private final Supplier<T> work;
    private final EventLoop loop;
    private final List<LoopCall<?>> done;
    private final Patience patience;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch acknowledged = new CountDownLatch(1);

    private @Nullable Consumer<? super T> undo;
    private boolean evenIfLate;
    private T result;
    private Throwable failure;

    /** To be done on that loop, and then in the list. */
    LoopCall(Supplier<T> work, EventLoop loop, List<LoopCall<?>> done) {
        this(work, loop, done, new Patience());
    }

    LoopCall(Supplier<T> work, EventLoop loop, List<LoopCall<?>> done, Patience patience) {
        this.work = work;
        this.loop = loop;
        this.done = done;
        this.patience = patience;
    }

    /** Ends what the work has started where the caller gave up in the midst of it. */
    LoopCall<T> undoneBy(Consumer<? super T> ending) {
        undo = ending;
        return this;
    }

    /** To be done also after the caller has given up: what ends something must not be left undone. */
    LoopCall<T> evenIfLate() {
        evenIfLate = true;
        return this;
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.WAITING, State.RUNNING) && !evenIfLate) {
            return;
        }
        try {
            result = work.get();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        done.add(this);
    }

    /** Tells the caller, on the loop. Where it has given up, what was started is ended. */
    void acknowledge() {
        if (state.compareAndSet(State.RUNNING, State.ACKNOWLEDGED)) {
            acknowledged.countDown();
        } else if (failure == null && undo != null) {
            undo(undo);
        } else if (failure != null && evenIfLate) {
            EventLoop.log("what nobody waits for any more failed", failure);
        }
    }

    private void undo(Consumer<? super T> ending) {
        try {
            ending.accept(result);
        } catch (Throwable notUndone) {
            EventLoop.log("what was done too late could not be undone", notUndone);
        }
    }

    void abandon() {
        failure = new IllegalStateException("the event loop has ended");
        acknowledged.countDown();
    }

    T await() {
        awaitAcknowledgement();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return result;
    }

    /** Waits until it is done, or will never be. */
    void awaitAcknowledgement() {
        int times = 0;
        int turn;
        do {
            turn = loop.turn();
            if (patience.await(acknowledged, TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
                return;
            }
            times++;
        } while (loop.turn() != turn && times < MOST_TIMES);
        if (!givesUp()) {
            return;
        }
        throw new IllegalStateException(
                "the event loop did not answer within " + times * PATIENCE_SECONDS
                        + " s; does user code on it (a predicate, for instance) block?",
                loop.whereItIs());
    }

    /** Withdraws it. Returns false where it has been acknowledged, or abandoned, in this moment. */
    private boolean givesUp() {
        return state.getAndUpdate(now -> now == State.ACKNOWLEDGED ? now : State.GIVEN_UP) != State.ACKNOWLEDGED
                && acknowledged.getCount() > 0;
    }
}
