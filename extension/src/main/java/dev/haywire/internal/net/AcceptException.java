package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A connection that the kernel has completed could not be accepted: no failure of the test's own code. */
public final class AcceptException extends IOException {
    private static final long serialVersionUID = 1;

    private AcceptException(InetSocketAddress address, IOException cause) {
        super(
                "a connection to " + Addresses.spelled(address) + " could not be accepted: " + cause.getMessage()
                        + "; it waits until that is possible (where file descriptors run short: close some, or raise"
                        + " the limit, ulimit -n)",
                cause);
    }

    /** Makes one. Its class is loaded with the first of them, which most JVMs never need. */
    static IOException of(InetSocketAddress address, IOException cause) {
        return new AcceptException(address, cause);
    }
}
