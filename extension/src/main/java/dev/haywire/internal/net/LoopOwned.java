package dev.haywire.internal.net;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What lives on one event loop until it is closed. What any other thread asks for is done there, and acknowledged when the kernel has seen it.
 * What code of the test on a loop asks for, such as a predicate, is done {@linkplain AskedOnLoop a moment later}, and not waited for.
 */
abstract class LoopOwned implements LoopResident {
    private final EventLoop loop;
    private volatile boolean closed;
    private volatile boolean ended;

    LoopOwned(EventLoop loop) {
        this.loop = loop;
    }

    final EventLoop loop() {
        return loop;
    }

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

    /** What was under way when it was closed is over. */
    final void markEnded() {
        ended = true;
    }

    /** Runs something on the loop; nothing once the endpoint is closed, but then nothing moves any more after this. */
    final void onLoop(Runnable action) {
        EventLoop asking = LoopThread.currentLoop();
        if (asking != null) {
            asking.asked.add(this, () -> unlessClosed(action));
        } else if (!closed) {
            loop.run(() -> unlessClosed(action));
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
            loop.awaitTurn();
            ended = true;
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
        AtomicReference<@Nullable KernelInquiry> asked = new AtomicReference<>();
        loop.runInPieces(
                () -> {
                    boolean last = closed || intake.piece();
                    if (last) {
                        asked.set(closed ? null : inquiry(drops));
                    }
                    if (last && asked.get() == null) {
                        unlessClosed(action);
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
            loop.runInPieces(
                    () -> {
                        unlessClosed(inquiry::tell);
                        unlessClosed(action);
                        return true;
                    },
                    undo);
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
            loop.execute(action);
        }
    }

    /** Lets the loop take in what local peers did before this call. Where a loop asks it sees what there is. */
    final void look() {
        if (LoopThread.currentLoop() == null) {
            change(() -> {});
        }
    }
}
