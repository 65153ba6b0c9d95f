package dev.haywire.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Takes in what has come to the sockets of a UDP wire: all that is there when it begins, and not for ever. */
final class UdpIntake {
    /** The kernel's receive buffer holds fewer datagrams than so many turns read. */
    private static final int MOST_ROUNDS = 256;

    /** Once for what was there, once for what the kernel reports of it, and once for what answers it on the same loop. */
    private static final int ENOUGH_EMPTIED = 3;

    /** Who calls waits for the loop, but not for ever: so long it takes in what keeps coming. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private UdpIntake() {}

    /** Reads until nothing more is there. On the loop. */
    static void takeIn(UdpWire wire) {
        long start = System.nanoTime();
        long before;
        int rounds = 0;
        int emptied = 0;
        do {
            before = wire.arrivals();
            wire.moreWaits(false);
            try {
                wire.loop().channels.poll();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            rounds++;
            if (!wire.moreWaits()) {
                // what was here when this began is in; what comes meanwhile may never end
                emptied++;
            }
        } while (wire.arrivals() != before
                && emptied < ENOUGH_EMPTIED
                && rounds < MOST_ROUNDS
                && System.nanoTime() - start < MOST_NANOS);
    }
}
