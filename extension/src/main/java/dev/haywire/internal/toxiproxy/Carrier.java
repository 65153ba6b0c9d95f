package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.KeptPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What carries the bytes of an enabled proxy. */
interface Carrier {

    InetSocketAddress address();

    /** Makes these its toxics, for what is open and under way as well. */
    void toxics(List<ManagedToxic> wanted);

    /** Resets all connections soon, as {@link dev.haywire.internal.net.LiveEndpoint#unblock}; waits for nothing. */
    CompletableFuture<Void> unblock();

    /**
     * Ends it as where Toxiproxy disables a proxy: FIN to all.
     *
     * @return its port, kept; null where the network keeps none
     */
    @Nullable
    KeptPort hangUp();

    /** Ends it at the end of a test: RST to all, so that no port stays in TIME_WAIT. */
    void close();
}
