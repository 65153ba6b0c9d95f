package dev.haywire.internal.net;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Starts endpoints on the loop of another one, or on the other loop. */
enum LoopsOf {
    SAME,
    OTHER;

    private static final int MOST = 16;

    /** Starts one there; those that came to the wrong loop are closed again. */
    <E extends LiveEndpoint> E start(LiveEndpoint first, Supplier<E> starting) {
        Assumptions.assumeTrue(
                this == SAME || Runtime.getRuntime().availableProcessors() > 1,
                "one processor: there is no other loop than that of the first endpoint");
        List<E> wrong = new ArrayList<>();
        try {
            while (wrong.size() < MOST) {
                E started = starting.get();
                if (loop(started) == loop(first) == (this == SAME)) {
                    return started;
                }
                wrong.add(started);
            }
            throw new AssertionError(MOST + " endpoints, none of them on the loop that is wanted");
        } finally {
            wrong.forEach(LiveEndpoint::close);
        }
    }

    /** Starts one on the other loop; where there is none, the first stands for it. */
    static <E extends LiveEndpoint> E another(E first, Supplier<E> starting) {
        return Runtime.getRuntime().availableProcessors() > 1 ? OTHER.start(first, starting) : first;
    }

    static EventLoop loop(LiveEndpoint endpoint) {
        return wire(endpoint).loop();
    }

    private static Wire wire(LiveEndpoint endpoint) {
        try {
            Field wire = WireHandle.class.getDeclaredField("wire");
            wire.setAccessible(true);
            return (Wire) wire.get(endpoint);
        } catch (ReflectiveOperationException renamed) {
            throw new AssertionError(renamed);
        }
    }
}
