package dev.haywire.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Takes in what has come to the sockets of a UDP wire: all that is there when it begins, and not all that keeps coming. */
final class UdpIntake implements Intake {
    /** The kernel's receive buffer holds fewer datagrams than so many looks read. */
    private static final int MOST_LOOKS = 256;

    /** Once for what was there, once for what the kernel reports of it, and once for what answers it on the same loop. */
    private static final int ENOUGH_EMPTIED = 3;

    private static final int LOOKS_AT_ONCE = 16;
    private static final long LOOKS_WITHIN = TimeUnit.MILLISECONDS.toNanos(1);

    /** The caller waits, but not until what keeps coming ends: so long, without what the loop does between the pieces, it is taken in. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final UdpWire wire;
    private final Piece looking = new Piece(LOOKS_AT_ONCE, LOOKS_WITHIN);
    private long spent;
    private int looks;
    private int emptied;

    UdpIntake(UdpWire wire) {
        this.wire = wire;
    }

    @Override
    public boolean piece() {
        long start = System.nanoTime();
        boolean done = false;
        looking.begin();
        while (!done && looking.another()) {
            done = isAllIn();
        }
        spent += System.nanoTime() - start;
        return done || looks >= MOST_LOOKS || spent >= MOST_NANOS;
    }

    /** Looks once; returns whether that, or an earlier look, has emptied the sockets. */
    private boolean isAllIn() {
        long before = wire.arrivals();
        wire.moreWaits(false);
        boolean sawAll;
        try {
            sawAll = wire.loop().channels.lookedAtAll();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        looks++;
        if (!sawAll) {
            return false;
        }
        if (!wire.moreWaits()) {
            // what was here when this began is in; what comes meanwhile may never end
            emptied++;
        }
        return wire.arrivals() == before || emptied >= ENOUGH_EMPTIED;
    }
}
