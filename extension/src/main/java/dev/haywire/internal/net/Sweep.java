package dev.haywire.internal.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does something to each of many, such as all open connections of an endpoint: to the first ones at once, to the others in {@linkplain Sweeps
 * pieces} with an iteration of the loop between them. On the loop.
 *
 * @param <T> what it does something to
 */
final class Sweep<T> {
    private static final int DONE_AT_ONCE = 64;

    private final LoopOwned owner;
    private final boolean evenIfClosed;
    private final Predicate<? super T> step;
    private final Runnable then;
    private final List<Sweep<?>> begun = new ArrayList<>(1);
    private Queue<T> left;
    private List<T> undone = new ArrayList<>(0);
    private @Nullable Throwable failure;
    private boolean over;

    /**
     * Makes one that has not begun.
     *
     * @param evenIfClosed whether it goes on where its owner is closed; else it ends there
     * @param items what there is now; what comes later is not met
     * @param step does it to one; returns false where that is not done yet, and is asked again then
     * @param then what follows the last one
     */
    Sweep(
            LoopOwned owner,
            boolean evenIfClosed,
            Collection<? extends T> items,
            Predicate<? super T> step,
            Runnable then) {
        this.owner = owner;
        this.evenIfClosed = evenIfClosed;
        this.left = new ArrayDeque<>(items);
        this.step = step;
        this.then = then;
    }

    /** Does the first steps. What fails in them fails here, and is an error of the endpoint later. */
    void begin() {
        int steps = 0;
        while (steps <= DONE_AT_ONCE && step()) {
            steps++;
        }
        if (!over) {
            owner.loop().goOnWith(this);
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Does the rest at once: the loop ends. */
    void finish() {
        while (step()) {
            // each is bounded
        }
        over = true;
    }

    /** Does the next step, or what follows the last one. Returns whether it can go on now. */
    boolean step() {
        over = over || owner.isClosed() && !evenIfClosed;
        if (over) {
            return false;
        }
        T next = left.poll();
        if (next != null) {
            if (!isDone(next)) {
                undone.add(next);
            }
            return true;
        }
        if (!undone.isEmpty()) {
            left = new ArrayDeque<>(undone);
            undone = new ArrayList<>(0);
            return false;
        }
        over = true;
        guard(then);
        return false;
    }

    private boolean isDone(T item) {
        boolean[] done = {true};
        guard(() -> done[0] = step.test(item));
        return done[0];
    }

    /** One that fails does not keep the others. */
    private void guard(Runnable action) {
        try {
            owner.collect(begun, action);
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    /** What failed, once it is over; for whom it was not thrown. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    LoopOwned owner() {
        return owner;
    }

    /** Tells whether it is to be asked again. */
    boolean hasStepsLeft() {
        return !over;
    }

    /** Tells whether all is done, also what its steps have begun. */
    boolean isOver() {
        begun.removeIf(Sweep::isOver);
        return over && begun.isEmpty();
    }
}
