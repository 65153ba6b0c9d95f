package dev.haywire;

import org.apiguardian.api.API;

/** A piece of test code that may throw anything; {@link Endpoint#during} passes on what it throws, as it is. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ThrowingRunnable {

    /**
     * Runs the code.
     *
     * @throws Throwable whatever the code throws
     */
    void run() throws Throwable;
}
