package dev.haywire.internal.net;

import dev.haywire.internal.net.KernelSockets.Listing;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the kernel's list of sockets tells a caller that waits anyway: made on the loop, read on the caller's thread, told on the loop. */
final class KernelInquiry {
    private final Set<Integer> ports;
    private final Collection<InetSocketAddress> open;
    private final Consumer<Listing> told;
    private @Nullable Listing listing;

    KernelInquiry(Set<Integer> ports, Collection<InetSocketAddress> open, Consumer<Listing> told) {
        this.ports = ports;
        this.open = open;
        this.told = told;
    }

    /** Reads the list; on any thread but a loop's. */
    void read() {
        listing = KernelSockets.read(ports, open);
    }

    /** Tells what was read. On the loop. */
    void tell() {
        if (listing != null) {
            told.accept(listing);
        }
    }
}
