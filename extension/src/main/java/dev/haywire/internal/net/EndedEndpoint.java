package dev.haywire.internal.net;

import org.jspecify.annotations.Nullable;

/** What a call says that needs a live endpoint and comes after its end. */
public final class EndedEndpoint {

    private EndedEndpoint() {}

    /**
     * Makes the error.
     *
     * @param name of the endpoint
     * @param call what was asked for, as a noun: {@code send}, or {@code apply(latency(5 ms))}
     * @param cause what it met where it came in the moment of the end; null if nothing
     * @return to be thrown
     */
    public static IllegalStateException error(String name, String call, @Nullable Throwable cause) {
        return new IllegalStateException(
                "\"" + name + "\" has ended: " + call
                        + " needs a live endpoint; use it only within the test, class or facade that started it,"
                        + " or let it live longer: on a static field, or by scope = CLASS or SESSION",
                cause);
    }
}
