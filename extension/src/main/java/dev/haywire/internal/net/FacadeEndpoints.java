package dev.haywire.internal.net;

import dev.haywire.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of one facade, each live one with a name of its own. Thread-safe; no lock is held while an endpoint starts or ends, which waits
 * for an event loop: a predicate on that loop may ask for this one's endpoints.
 */
public final class FacadeEndpoints {
    private final Map<String, LiveEndpoint> live = new LinkedHashMap<>();
    private final Set<String> starting = new HashSet<>();

    /** Closed by code on an event loop, which waits for nothing: their end is still to be seen, and their errors. */
    private final List<LiveEndpoint> ending = new ArrayList<>();

    private final Set<Endpoint> made = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<Throwable> errors = new ArrayList<>();
    private boolean closed;

    /** Makes it without any. */
    public FacadeEndpoints() {}

    /**
     * Starts one.
     *
     * @param factory what a name is derived from
     * @param chosen the name; empty for a derived one
     * @param start starts it under the name that it is given
     * @param <E> its kind
     * @return the endpoint
     * @throws IllegalArgumentException if a live one has that name
     * @throws IllegalStateException if the facade is closed, or the calling code runs on an event loop
     */
    public <E extends LiveEndpoint> E start(String factory, String chosen, Function<String, E> start) {
        Endpoints.requireMayStart();
        String name = reserve(factory, chosen);
        E endpoint;
        try {
            endpoint = start.apply(name);
        } catch (Throwable failure) {
            giveBack(name);
            throw failure;
        }
        if (!add(endpoint)) {
            end(endpoint);
            throw isClosed();
        }
        return endpoint;
    }

    private static IllegalStateException isClosed() {
        return new IllegalStateException(
                "this Haywire is closed and makes no endpoints any more: make them before close(), or open another");
    }

    private synchronized String reserve(String factory, String chosen) {
        if (closed) {
            throw isClosed();
        }
        if (starting.contains(chosen)) {
            throw new IllegalArgumentException("two live endpoints named \"" + chosen
                    + "\": one of that name is just being started; choose another");
        }
        if (live.containsKey(chosen)) {
            throw new IllegalArgumentException("two live endpoints named \"" + chosen + "\": " + live.get(chosen)
                    + " has that name; choose another");
        }
        String name = chosen.isEmpty() ? derivedName(factory) : chosen;
        starting.add(name);
        return name;
    }

    private synchronized void giveBack(String name) {
        starting.remove(name);
    }

    /** Returns false where the facade was closed meanwhile. */
    private synchronized boolean add(LiveEndpoint endpoint) {
        starting.remove(endpoint.name());
        if (!closed) {
            live.put(endpoint.name(), endpoint);
            made.add(endpoint);
        }
        return !closed;
    }

    /** The first free one, so that the same code gives the same names. */
    private String derivedName(String factory) {
        int number = 1;
        while (live.containsKey(factory + "-" + number) || starting.contains(factory + "-" + number)) {
            number++;
        }
        return factory + "-" + number;
    }

    /**
     * Closes one; nothing happens if it is closed.
     *
     * @param endpoint one that was started here
     * @throws IllegalArgumentException if it was not
     */
    public void close(Endpoint endpoint) {
        LiveEndpoint found = take(endpoint);
        if (found != null) {
            end(found);
        } else if (!isMade(endpoint)) {
            throw new IllegalArgumentException(endpoint + " was not made by this Haywire");
        }
    }

    /** Closes all; no others are started. One that cannot be closed does not keep the others. */
    public void close() {
        RuntimeException failure = null;
        for (LiveEndpoint endpoint : takeAll()) {
            try {
                end(endpoint);
            } catch (RuntimeException cannotEnd) {
                if (failure == null) {
                    failure = cannotEnd;
                } else {
                    failure.addSuppressed(cannotEnd);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void end(LiveEndpoint endpoint) {
        boolean over = false;
        try {
            endpoint.close();
            over = LoopThread.currentLoop() == null;
        } finally {
            List<Throwable> thrown = endpoint.takeErrors();
            synchronized (this) {
                errors.addAll(thrown);
                if (!over) {
                    ending.add(endpoint);
                }
            }
        }
    }

    private synchronized boolean isMade(Endpoint endpoint) {
        return made.contains(endpoint);
    }

    private synchronized @Nullable LiveEndpoint take(Endpoint endpoint) {
        LiveEndpoint found = live.get(endpoint.name());
        return found == endpoint ? live.remove(endpoint.name()) : null;
    }

    private synchronized List<LiveEndpoint> takeAll() {
        closed = true;
        List<LiveEndpoint> all = new ArrayList<>(ending);
        all.addAll(live.values());
        ending.clear();
        live.clear();
        return all;
    }

    /**
     * Hands over what handlers and predicates of those that have been closed had thrown.
     *
     * @return the errors since the last call; none on an event loop, where more may follow and nobody would see them
     */
    public synchronized List<Throwable> takeErrors() {
        if (LoopThread.currentLoop() != null) {
            return List.of();
        }
        List<Throwable> taken = new ArrayList<>(errors);
        errors.clear();
        return taken;
    }

    /**
     * Returns those that are not closed.
     *
     * @return a copy, in order
     */
    public synchronized List<LiveEndpoint> live() {
        return new ArrayList<>(live.values());
    }

    /** What it holds, as part of the facade's own text. */
    @Override
    public synchronized String toString() {
        return closed ? "closed" : "endpoints " + live.values();
    }
}
