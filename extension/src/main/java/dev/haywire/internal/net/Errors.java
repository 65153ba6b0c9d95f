package dev.haywire.internal.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What fails the test, in order and bounded. From any thread. */
final class Errors {
    private static final int MOST = 100;

    private final Queue<Throwable> later = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    void add(Throwable failure) {
        // the first needs no memory, which may be what has run out
        if (!first.compareAndSet(null, failure) && later.size() < MOST) {
            later.add(failure);
        }
    }

    List<Throwable> take() {
        List<Throwable> taken = new ArrayList<>();
        Throwable next = first.getAndSet(null);
        if (next != null) {
            taken.add(next);
        }
        while ((next = later.poll()) != null) {
            taken.add(next);
        }
        return taken;
    }
}
