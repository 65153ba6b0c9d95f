package dev.haywire.internal.net;

import dev.haywire.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of one facade, each live one with a name of its own. Thread-safe; whoever starts one locks this meanwhile. */
public final class FacadeEndpoints {
    private final Map<String, LiveEndpoint> live = new LinkedHashMap<>();
    private final Set<Endpoint> made = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<Throwable> errors = new ArrayList<>();
    private boolean closed;

    /** Makes it without any. */
    public FacadeEndpoints() {}

    /**
     * Returns a name for the next one.
     *
     * @param factory what a name is derived from
     * @param chosen the name; empty for a derived one
     * @return the name
     * @throws IllegalArgumentException if a live one has that name
     * @throws IllegalStateException if the facade is closed
     */
    public synchronized String free(String factory, String chosen) {
        if (closed) {
            throw new IllegalStateException("this Haywire is closed: it makes no endpoints any more");
        }
        if (live.containsKey(chosen)) {
            throw new IllegalArgumentException("two live endpoints named \"" + chosen + "\": " + live.get(chosen)
                    + " has that name; choose another");
        }
        return chosen.isEmpty() ? derivedName(factory) : chosen;
    }

    /**
     * Takes one in.
     *
     * @param endpoint under a name that is free since the caller locked this
     * @param <E> its kind
     * @return the endpoint
     */
    public synchronized <E extends LiveEndpoint> E add(E endpoint) {
        live.put(endpoint.name(), endpoint);
        made.add(endpoint);
        return endpoint;
    }

    /** The first free one, so that the same code gives the same names. */
    private String derivedName(String factory) {
        int number = 1;
        while (live.containsKey(factory + "-" + number)) {
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

    /** Closes all; no others are started. */
    public void close() {
        // not under the lock: a handler that still runs may want it, and its end is waited for
        for (LiveEndpoint endpoint : takeAll()) {
            end(endpoint);
        }
    }

    private void end(LiveEndpoint endpoint) {
        endpoint.close();
        List<Throwable> thrown = endpoint.takeErrors();
        synchronized (this) {
            errors.addAll(thrown);
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
        List<LiveEndpoint> ending = new ArrayList<>(live.values());
        live.clear();
        return ending;
    }

    /**
     * Hands over what handlers of those that have been closed had thrown.
     *
     * @return the errors since the last call
     */
    public synchronized List<Throwable> takeErrors() {
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
