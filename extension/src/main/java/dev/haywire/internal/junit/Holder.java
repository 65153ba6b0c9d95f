package dev.haywire.internal.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The endpoints that one test, class or session keeps alive. */
final class Holder {
    private final Map<Object, Started> started = new LinkedHashMap<>();
    private final Set<Declaration> starting = new LinkedHashSet<>();
    private boolean closed;

    /** Returns the endpoint of that key, started on first use. */
    synchronized Started obtain(Object key, Declaration declaration, Supplier<Started> starter) {
        Started known = started.get(key);
        if (known != null) {
            return known;
        }
        if (closed) {
            throw new IllegalStateException(declaration + ": what would hold the endpoint has ended");
        }
        if (!starting.add(declaration)) {
            throw new ExtensionConfigurationException(circle(declaration));
        }
        try {
            Started fresh = starter.get();
            started.put(key, fresh);
            return fresh;
        } finally {
            starting.remove(declaration);
        }
    }

    /** Those that have been starting since that one, each of which has the next one start first. */
    private String circle(Declaration again) {
        List<Declaration> waiting = new ArrayList<>(starting);
        waiting = waiting.subList(waiting.indexOf(again), waiting.size());
        List<String> each = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Declaration next = waiting.get((i + 1) % waiting.size());
            Set<String> needed = new LinkedHashSet<>(waiting.get(i).needs());
            needed.retainAll(next.sets());
            each.add(waiting.get(i) + " for " + String.join(", ", needed));
        }
        return "Each waits for a property of another: " + String.join(" and ", each)
                + "; allowed is an order in which each can start";
    }

    synchronized @Nullable Started peek(Object key) {
        return started.get(key);
    }

    synchronized List<Started> all() {
        return new ArrayList<>(started.values());
    }

    /** Closes all, the last started first, whatever one of them throws; returns what went wrong. */
    List<Throwable> close() {
        List<Started> last;
        synchronized (this) {
            closed = true;
            last = new ArrayList<>(started.values());
        }
        Collections.reverse(last);
        List<Throwable> failures = new ArrayList<>();
        for (Started endpoint : last) {
            try {
                endpoint.close();
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
            failures.addAll(endpoint.shared().takeAllFailures());
        }
        return failures;
    }
}
