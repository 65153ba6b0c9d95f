package dev.haywire.internal.net;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts endpoints. */
public final class Endpoints {

    private Endpoints() {}

    /**
     * Starts a TCP endpoint; when this returns, it accepts.
     *
     * @param spec what to start
     * @return the live endpoint; whoever started it closes it
     * @throws PortTakenException if the port is taken
     * @throws IllegalStateException if the host is not an address of this machine
     */
    public static ToxicTcpEndpoint start(TcpSpec spec) {
        return start(spec, List.of());
    }

    /**
     * Starts a TCP endpoint that has toxics before it accepts.
     *
     * @param spec what to start
     * @param toxics in the order of their creation
     * @return the live endpoint; whoever started it closes it
     * @throws PortTakenException if the port is taken
     * @throws IllegalStateException if the host is not an address of this machine
     */
    public static ToxicTcpEndpoint start(TcpSpec spec, List<Toxic> toxics) {
        requireMayStart();
        try {
            return started(spec, toxics);
        } catch (PortTakenException taken) {
            return InheritedSockets.startAgain(spec.port(), taken, () -> started(spec, toxics));
        }
    }

    private static ToxicTcpEndpoint started(TcpSpec spec, List<Toxic> toxics) {
        EventLoop loop = Loops.acquire();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            // written out, as what runs in each fresh JVM: a lambda costs it a millisecond
            Supplier<TcpWire> starting = new Supplier<>() {
                @Override
                public TcpWire get() {
                    TcpWire wire = new TcpWire(spec, loop, context);
                    wire.toxics(toxics);
                    return wire;
                }
            };
            return new TcpHandle(loop.start(starting, new Stillborn()));
        } catch (RuntimeException | Error failure) {
            giveBack(loop);
            throw failure;
        }
    }

    /**
     * Starts a UDP endpoint; when this returns, it receives.
     *
     * @param spec what to start
     * @return the live endpoint; whoever started it closes it
     * @throws PortTakenException if the port is taken
     * @throws IllegalStateException if the host is not an address of this machine
     */
    public static LiveUdpEndpoint start(UdpSpec spec) {
        requireMayStart();
        for (int attempt = 0; attempt < SharedNumbers.ATTEMPTS && SharedNumbers.areFor(spec); attempt++) {
            try {
                return started(spec.at(SharedNumbers.next()));
            } catch (PortTakenException unlucky) {
                // the next one, or any that the kernel likes
            }
        }
        try {
            return started(spec);
        } catch (PortTakenException taken) {
            return InheritedSockets.startAgain(spec.port(), taken, () -> started(spec));
        }
    }

    private static LiveUdpEndpoint started(UdpSpec spec) {
        EventLoop loop = Loops.acquire();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return new UdpHandle(loop.start(() -> new UdpWire(spec, loop, context), new Stillborn()));
        } catch (RuntimeException | Error failure) {
            giveBack(loop);
            throw failure;
        }
    }

    /**
     * Fails on an event loop, where the wait for the start would block it.
     *
     * @throws IllegalStateException if the calling code runs on one, as a predicate does
     */
    public static void requireMayStart() {
        LoopThread.requireNone("starting an endpoint", "start it on a thread of the test's own");
    }

    /** Closes what was started too late: its caller has given up. */
    private static final class Stillborn implements Consumer<Wire> {
        @Override
        public void accept(Wire wire) {
            wire.closeStillborn();
        }
    }

    private static void giveBack(EventLoop loop) {
        Loops.release(loop);
        loop.execute(loop.residents::endLoopUnlessUsed);
    }

    /** Ends the event loops that have no endpoints; the next endpoint starts them again. For the end of the launcher session. */
    public static void shutdown() {
        Loops.shutdown();
    }
}
