package dev.haywire;

/** A piece of test code that may throw anything; {@link Endpoint#during} passes on what it throws, as it is. */
@FunctionalInterface
@Experimental
public interface ThrowingRunnable {

    /**
     * Runs the code.
     *
     * @throws Throwable whatever the code throws
     */
    void run() throws Throwable;
}
