package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.Fault;
import dev.haywire.fault.RefuseFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The faults that work through the listener: the kernel refuses, or leaves unanswered, what nobody here ever sees. While at least one of a kind
 * is active the port refuses, or hangs.
 */
final class ListenerFaults {
    private final TcpWire wire;
    private final ListeningPort port;
    private final Set<AppliedTcpFault> active = new LinkedHashSet<>();
    private volatile @Nullable HangingQueue hanging;

    /** A copy of the listener may still listen. */
    private volatile boolean closedLately;

    ListenerFaults(TcpWire wire, ListeningPort port) {
        this.wire = wire;
        this.port = port;
    }

    static boolean isOne(Fault fault) {
        return fault instanceof RefuseFault || fault instanceof ConnectHangFault;
    }

    /** Fails where this operating system cannot do it. */
    static void requireSupported(Fault fault) {
        String os = System.getProperty("os.name", "");
        if (fault instanceof ConnectHangFault && !os.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new UnsupportedOperationException(
                    "connectHang() needs Linux, where the kernel drops a SYN when the accept queue is full; this is "
                            + os);
        }
    }

    void begin(AppliedTcpFault fault) {
        boolean first = active.isEmpty();
        active.add(fault);
        if (fault.fault() instanceof RefuseFault refuse) {
            if (first) {
                port.stopListening();
                closedLately = true;
            }
            if (!refuse.keepsOpen()) {
                wire.onAllOpen(relay -> reset(relay, fault), () -> {});
            }
        } else if (first) {
            hang(fault);
        }
    }

    private void reset(Relay relay, AppliedTcpFault fault) {
        if (fault.isInEffect() && !relay.isOver()) {
            fault.firedOn(relay);
            relay.resetNow(CloseReason.FAULT_RST);
        }
    }

    private void hang(AppliedTcpFault fault) {
        try {
            hanging = new HangingQueue(wire.loop(), port, wire);
        } catch (IOException failure) {
            active.remove(fault);
            try {
                port.listenAgain();
            } catch (IOException later) {
                failure.addSuppressed(later);
            }
            throw new IllegalStateException(
                    "connects to " + Addresses.spelled(port.address()) + " cannot be made to hang: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** Tells when connects hang; null where none shall. */
    @Nullable
    CountDownLatch hangingFully() {
        HangingQueue now = hanging;
        return now == null ? null : now.full();
    }

    /** Tells what keeps connects from hanging; null if nothing is known to. */
    @Nullable
    String hangingObstacle() {
        HangingQueue now = hanging;
        return now == null ? null : now.obstacle();
    }

    void end(AppliedTcpFault fault) {
        if (!active.remove(fault) || !active.isEmpty()) {
            return;
        }
        HangingQueue queue = hanging;
        hanging = null;
        if (queue != null) {
            queue.heal();
        }
        listenAgain();
    }

    /** Listens, unless a fault keeps it from that; where that has failed before, at the latest now. */
    void listenAgain() {
        try {
            if (active.isEmpty()) {
                port.listenAgain();
            }
        } catch (IOException failure) {
            throw notYet(String.valueOf(failure.getMessage()), failure);
        }
    }

    private IllegalStateException notYet(String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                "port " + port.address().getPort() + " of "
                        + Addresses.host(port.address().getAddress()) + " cannot be listened on again yet: "
                        + why
                        + "; this is tried until it succeeds (where file descriptors run short: close some)",
                cause);
    }

    /** Waits until a port that is to listen again does so; from any thread but a loop's. */
    void awaitListening() {
        if (port.isCopied() && !InheritedSockets.await(() -> !port.isCopied())) {
            throw notYet("Address already in use", null);
        }
    }

    /** Waits until the kernel refuses: a copy of the closed listener would go on to take connections. From any thread but a loop's. */
    void awaitRefusing(AppliedTcpFault fault) {
        if (closedLately) {
            closedLately = !InheritedSockets.await(() -> !fault.isInEffect() || isRefused());
        }
    }

    private boolean isRefused() {
        InetSocketAddress address = port.address();
        try (SocketChannel probe = SocketChannel.open(Front.family(address.getAddress()))) {
            probe.configureBlocking(false);
            probe.setOption(StandardSocketOptions.SO_LINGER, 0);
            probe.connect(address);
            probe.finishConnect();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    /** The endpoint ends. */
    void close() {
        if (hanging != null) {
            hanging.end();
            hanging = null;
        }
        active.clear();
    }
}
