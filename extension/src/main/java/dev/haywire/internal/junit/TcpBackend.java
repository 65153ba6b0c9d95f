package dev.haywire.internal.junit;

import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpSpec;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Carries the wire of TCP endpoints by other means than the engine. What implements it needs optional jars, and is found by its name. */
public interface TcpBackend extends AutoCloseable {

    /**
     * Starts an endpoint: its server in this JVM, its wire elsewhere.
     *
     * @param spec what to start
     * @return the live endpoint
     * @throws IllegalArgumentException if the specification asks for what this backend cannot do
     * @throws IllegalStateException if it cannot be started now
     */
    LiveTcpEndpoint start(TcpSpec spec);

    @Override
    void close();

    /** Makes backends; has a constructor without parameters. */
    interface Provider {

        /**
         * Connects to one, or starts it.
         *
         * @param url where one runs; null: start one
         * @param image what to start
         * @return the backend; whoever asked closes it
         * @throws BackendUnavailableException if there is none to be had here
         * @throws IllegalStateException if a jar that it needs is not on the class path; the message begins with "needs"
         */
        TcpBackend open(@Nullable URI url, String image);
    }
}
