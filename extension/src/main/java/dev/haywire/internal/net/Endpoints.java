package dev.haywire.internal.net;

/** Starts endpoints. */
public final class Endpoints {

    private Endpoints() {}

    /**
     * Starts a TCP endpoint; when this returns, it accepts.
     *
     * @param spec what to start
     * @return the live endpoint; whoever started it closes it
     * @throws IllegalStateException if the port is taken or the host is not an address of this machine
     */
    public static LiveTcpEndpoint start(TcpSpec spec) {
        EventLoop loop = Loops.acquire();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return new RelayedEndpoint(loop.call(() -> new Wire(spec, loop, context)));
        } catch (RuntimeException | Error failure) {
            Loops.release(loop);
            loop.execute(loop::endUnlessUsed);
            throw failure;
        }
    }

    /** Ends the event loops that have no endpoints; the next endpoint starts them again. For the end of the launcher session. */
    public static void shutdown() {
        Loops.shutdown();
    }
}
