package dev.haywire.internal.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TCP endpoint that can also be broken in the ways of Toxiproxy. */
public interface ToxicTcpEndpoint extends LiveTcpEndpoint {

    /**
     * Makes these the toxics of all connections, open ones too; those that were there before keep what they hold.
     *
     * @param wanted all of them, in the order of their creation
     */
    void toxics(List<Toxic> wanted);

    /**
     * Ends the endpoint by FIN to all connections; what is on the wire is lost. Bounded.
     *
     * @return its port, kept without a gap; null where it had ended before
     */
    @Nullable
    KeptPort hangUp();
}
