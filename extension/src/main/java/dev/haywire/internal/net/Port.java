package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a relay: the application's socket, the upstream's, or a server inside this JVM. Lives on the endpoint's loop and never blocks.
 *
 * <p>What comes from it enters the {@link Flow} it is the source of; what has passed the other flow is written to it.
 */
interface Port {

    /**
     * Reads what is there.
     *
     * @return bytes read; 0 if there is nothing now, -1 at the end of its output
     * @throws IOException if it was reset
     */
    default int read(ByteBuffer into) throws IOException {
        // a server inside this JVM speaks through the outbox of its flow
        return 0;
    }

    /**
     * Writes as much as it takes now.
     *
     * @return whether all was taken
     * @throws IOException if it was reset
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Tells whether it can be written to yet. */
    default boolean isReady() {
        return true;
    }

    /** Whether its flow has room for what it says. */
    void wantRead(boolean wanted);

    /** Whether something waits to be written to it. */
    default void wantWrite(boolean wanted) {}

    /** Its input is at its end: FIN. */
    void finish() throws IOException;

    /** Tells whether it has closed as a whole: it has said all and takes nothing more. */
    default boolean isGone() {
        return false;
    }

    /** Ends it at once, by RST. Does nothing if it has ended. */
    void reset();

    /** Ends it after its input was finished: what it still says is not heard. Does nothing if it has ended. */
    void release();

    /** Runs the continuation on the loop once all that was written has arrived; at once where nothing is under way. */
    default void afterArrival(Runnable continuation) {
        continuation.run();
    }
}
