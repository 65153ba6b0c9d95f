package dev.haywire.internal.junit;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A server that speaks Toxiproxy's API, as far as injecting it goes: this package knows no client of it. */
public interface InjectedControl extends AutoCloseable {

    /**
     * Returns it in the form that is injected.
     *
     * @param type one that it {@linkplain #supports supports}
     * @return an object of that type
     */
    Object as(Class<?> type);

    /**
     * Tells whether it can be injected in that form.
     *
     * @param type any
     * @return whether it has that form
     */
    boolean supports(Class<?> type);

    /**
     * Returns the names of its proxies.
     *
     * @return a copy
     */
    Set<String> proxies();

    /**
     * Removes all proxies but some.
     *
     * @param names those that stay
     */
    void keepOnly(Set<String> names);

    /**
     * Resets all connections of its proxies soon; waits for nothing.
     *
     * @return when that is done
     */
    CompletableFuture<Void> unblock();

    @Override
    void close();
}
