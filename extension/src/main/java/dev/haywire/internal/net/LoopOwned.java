package dev.haywire.internal.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What lives on one event loop until it is closed. What any other thread asks for is done there, and acknowledged when the kernel has seen it.
 * What code of the test on a loop asks for, such as a predicate, is done {@linkplain AskedOnLoop a moment later}, and not waited for.
 */
abstract class LoopOwned implements LoopResident {
    private volatile boolean closed;
    private volatile boolean released;
    private volatile boolean ended;

    /** Where the sweeps are noted that a change begins; null where nobody waits for them. */
    private @Nullable List<Sweep<?>> collected;

    abstract EventLoop loop();

    final boolean isClosed() {
        return closed;
    }

    /** Remembers what fails the test. */
    abstract void error(Throwable failure);

    /** Takes in what local peers have done until now. From any thread. */
    abstract Intake intake();

    /**
     * What the caller has to ask the kernel before a change, as the loop must not wait for that; null if nothing. On the loop.
     *
     * @param drops whether the change is about what the kernel dropped
     */
    @Nullable
    KernelInquiry inquiry(boolean drops) {
        return null;
    }

    /** From now on nothing is done for it. On the loop. */
    final void markClosed() {
        closed = true;
    }

    /** All that was open is closed. On the loop. */
    final void markReleased() {
        released = true;
    }

    /** What was under way when it was closed is over. */
    final void markEnded() {
        ended = true;
    }

    /** Whether it was closed, and nothing changes any more. */
    final boolean isOver() {
        return released || ended;
    }

    /** Runs something on the loop; nothing once the endpoint is closed, but then nothing moves any more after this. */
    final void onLoop(Runnable action) {
        EventLoop asking = LoopThread.currentLoop();
        if (asking != null) {
            asking.asked.add(this, () -> unlessClosed(action));
        } else if (!closed) {
            loop().run(() -> unlessClosed(action));
        } else {
            awaitEnd();
        }
    }

    final void unlessClosed(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    /** A predicate may have closed it: then the rest of what that was asked about is still under way. */
    final void awaitEnd() {
        if (!ended) {
            loop().awaitTurn();
            awaitReleased();
        }
    }

    /** What was open when it was closed is closed in pieces. */
    final void awaitReleased() {
        while (!released && !loop().hasEnded()) {
            loop().awaitTurn();
        }
        ended = true;
    }

    /**
     * Does something to each of many, in pieces where they are many. On the loop; a {@linkplain #change change} that does so waits until all is
     * done.
     *
     * @param step does it to one; returns false where that is not done yet, and is asked again then
     * @param then what follows the last one; not where this is closed meanwhile
     */
    final <T> Sweep<T> sweep(Collection<? extends T> items, Predicate<? super T> step, Runnable then) {
        Sweep<T> sweep = new Sweep<>(this, false, items, step, then);
        sweep.begin();
        isAwaited(sweep);
        return sweep;
    }

    /** The change that is being made is not done before that is. */
    final void isAwaited(Sweep<?> sweep) {
        if (collected != null && !sweep.isOver()) {
            collected.add(sweep);
        }
    }

    /** Does something on the loop, and notes the sweeps that it begins. */
    final void collect(List<Sweep<?>> into, Runnable action) {
        List<Sweep<?>> before = collected;
        collected = into;
        try {
            action.run();
        } finally {
            collected = before;
        }
    }

    /**
     * Changes something on the loop for what comes from now on. What a local peer did before is in the kernel already, and not meant to meet the
     * change: it is taken in first, unless a loop asks.
     */
    final void change(Runnable action) {
        if (LoopThread.currentLoop() != null) {
            onLoop(action);
        } else {
            change(action, () -> {});
        }
    }

    /** The same, knowing what the kernel has dropped; where a loop asks, what was known last. */
    final void changeKnowingDrops(Runnable action) {
        if (LoopThread.currentLoop() != null) {
            onLoop(action);
        } else {
            change(action, () -> {}, true);
        }
    }

    /**
     * The same from a thread that is no loop's.
     *
     * @param undo ends what the change has started, where the caller gave up meanwhile; on the loop
     */
    final void change(Runnable action, Runnable undo) {
        change(action, undo, false);
    }

    private void change(Runnable action, Runnable undo, boolean drops) {
        if (closed) {
            awaitEnd();
            return;
        }
        Intake intake = intake();
        List<Sweep<?>> begun = new ArrayList<>(0);
        Runnable collecting = () -> collect(begun, action);
        AtomicReference<@Nullable KernelInquiry> asked = new AtomicReference<>();
        loop().runInPieces(
                        () -> {
                            boolean last = closed || intake.piece();
                            if (last) {
                                asked.set(closed ? null : inquiry(drops));
                            }
                            if (last && asked.get() == null) {
                                unlessClosed(collecting);
                            }
                            return last;
                        },
                        () -> {
                            if (asked.get() == null) {
                                undo.run();
                            }
                        });
        KernelInquiry inquiry = asked.get();
        if (inquiry != null) {
            inquiry.read();
            loop().runInPieces(
                            () -> {
                                unlessClosed(inquiry::tell);
                                unlessClosed(collecting);
                                return true;
                            },
                            undo);
        }
        await(begun, undo);
    }

    private void await(List<Sweep<?>> begun, Runnable undo) {
        try {
            for (Sweep<?> sweep : begun) {
                loop().runInPieces(() -> closed || sweep.isOver(), () -> {});
            }
        } catch (RuntimeException givenUp) {
            loop().execute(() -> unlessClosed(undo));
            throw givenUp;
        }
        if (closed && !begun.isEmpty()) {
            awaitEnd();
        }
    }

    /** The same, but where a loop asks it is done when nothing is on its way any more through what it changes. */
    final void changeLast(Runnable action) {
        EventLoop asking = LoopThread.currentLoop();
        if (asking != null) {
            asking.asked.addLast(this, () -> unlessClosed(action));
        } else {
            changeKnowingDrops(action);
        }
    }

    /** Has the loop do something soon, and waits for nothing; where a loop asks, when nothing is on its way any more. */
    final void soon(Runnable action) {
        EventLoop asking = LoopThread.currentLoop();
        if (asking != null) {
            asking.asked.addLast(this, action);
        } else if (!closed) {
            loop().execute(action);
        }
    }

    /** Lets the loop take in what local peers did before this call. Where a loop asks it sees what there is. */
    final void look() {
        if (LoopThread.currentLoop() == null) {
            change(() -> {});
        }
    }
}
