package dev.haywire.internal.net;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The set timers of one loop by deadline: a binary heap in which each timer knows its slot, so that moving one costs O(log n). */
final class TimerHeap {
    /** No timer is set. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int DUE_AT_ONCE = 256;
    private static final long DUE_WITHIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final Piece due = new Piece(DUE_AT_ONCE, DUE_WITHIN);
    private Timer[] heap = new Timer[16];
    private int size;

    /** Sets a timer or moves a set one; {@link #NEVER} clears it. */
    void set(Timer timer, long deadline) {
        if (deadline == NEVER) {
            clear(timer);
            return;
        }
        if (timer.slot >= 0) {
            if (timer.deadline != deadline) {
                timer.deadline = deadline;
                sift(timer);
            }
            return;
        }
        timer.deadline = deadline;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        put(timer, size++);
        sift(timer);
    }

    void clear(Timer timer) {
        int slot = timer.slot;
        if (slot < 0) {
            return;
        }
        timer.slot = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            put(last, slot);
            sift(last);
        }
    }

    /** Runs what is due, a piece of it where that is much; returns the next deadline, which may be over then, or {@link #NEVER}. */
    long runDue() {
        long now = System.nanoTime();
        due.begin();
        while (size > 0 && heap[0].deadline - now <= 0 && due.another()) {
            Timer timer = heap[0];
            clear(timer);
            try {
                timer.due(now);
            } catch (Throwable failure) {
                tell(timer, failure);
            }
        }
        return size == 0 ? NEVER : heap[0].deadline;
    }

    private static void tell(Timer timer, Throwable failure) {
        try {
            timer.failed(failure);
        } catch (Throwable noMemoryEvenForThat) {
            // the others go on
        }
    }

    private void sift(Timer timer) {
        int slot = timer.slot;
        while (slot > 0 && before(timer, heap[(slot - 1) >>> 1])) {
            int parent = (slot - 1) >>> 1;
            put(heap[parent], slot);
            slot = parent;
        }
        while (true) {
            int child = 2 * slot + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (child >= size || !before(heap[child], timer)) {
                break;
            }
            put(heap[child], slot);
            slot = child;
        }
        put(timer, slot);
    }

    private void put(Timer timer, int slot) {
        heap[slot] = timer;
        timer.slot = slot;
    }

    /** nanoTime wraps: only differences compare. */
    private static boolean before(Timer one, Timer other) {
        return one.deadline - other.deadline < 0;
    }
}
