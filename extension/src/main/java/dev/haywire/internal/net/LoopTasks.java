package dev.haywire.internal.net;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What other threads want a loop to do, in order; they wake it where it sleeps. */
final class LoopTasks {
    /** More wait for the next turn: who has many must not keep the others from their channels, nor callers from their answers. */
    private static final int MOST_A_TURN = 256;

    private static final long WITHIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final LoopChannels channels;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private final Piece running = new Piece(MOST_A_TURN, WITHIN);

    LoopTasks(LoopChannels channels) {
        this.channels = channels;
    }

    /** Adds one. From any thread. */
    void add(Runnable task, boolean onTheLoop) {
        waiting.add(task);
        if (!onTheLoop && wakeupPending.compareAndSet(false, true)) {
            channels.wakeup();
        }
    }

    /** Runs this turn's. */
    void run(AskedOnLoop asked) {
        running.begin();
        Runnable task;
        while (!waiting.isEmpty() && running.another() && (task = waiting.poll()) != null) {
            try {
                task.run();
            } catch (Throwable failure) {
                EventLoop.log("a task of the event loop failed", failure);
            }
            asked.finish();
        }
    }

    /** Looks at the channels, and sleeps until the deadline where nothing waits; returns how many were ready. */
    int lookAtChannels(long deadline, boolean ended) throws IOException {
        // right before the look at the tasks: a selectNow of this turn may have used up the wakeup of a later one
        wakeupPending.set(false);
        return waiting.isEmpty() && !ended ? channels.await(deadline, waiting) : channels.look();
    }

    /** The loop has ended: tells those who wait. */
    void abandon() {
        Runnable task;
        while ((task = waiting.poll()) != null) {
            if (task instanceof LoopCall<?> call) {
                call.abandon();
            }
        }
    }
}
