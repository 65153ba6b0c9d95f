package dev.haywire.internal.net;

import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;

/** Runs code while a fault is active. */
public final class During {

    private During() {}

    /**
     * Fails on an event loop, which the body would block.
     *
     * @throws IllegalStateException if the calling code runs on one, as a predicate does
     */
    public static void requireMayWait() {
        LoopThread.requireNone(
                "during", "apply the fault and close it there, or run the body on a thread of the test's own");
    }

    /**
     * Fails on an event loop, which a wait for a real Toxiproxy would block.
     *
     * @param call what waits for it
     * @throws IllegalStateException if the calling code runs on one, as a predicate does
     */
    public static void requireMayAskToxiproxy(String call) {
        LoopThread.requireNone(
                call, "Toxiproxy is waited for: call it on a thread of the test's own, or use the backend embedded");
    }

    /**
     * Runs the body, then ends the fault.
     *
     * @param active the fault
     * @param body what it throws passes, as it is, with what ending the fault throws suppressed
     */
    public static void run(ActiveFault active, ThrowingRunnable body) {
        try {
            body.run();
        } catch (Throwable failure) {
            try {
                active.close();
            } catch (RuntimeException behindIt) {
                failure.addSuppressed(behindIt);
            }
            throw During.<RuntimeException>asItIs(failure);
        }
        active.close();
    }

    @SuppressWarnings("unchecked") // a checked exception of the body passes undeclared, as it is
    private static <T extends Throwable> T asItIs(Throwable failure) throws T {
        throw (T) failure;
    }
}
