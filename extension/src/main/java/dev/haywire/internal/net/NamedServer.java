package dev.haywire.internal.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One lookup of a server's name, asked for and answered on a loop; given up after a while. */
abstract class NamedServer extends Timer {
    private final EventLoop loop;
    private final NameLookups lookups;
    private final String host;
    private final NameLookups.Waiter waiter = new NameLookups.Waiter() {
        @Override
        public void found(List<InetAddress> addresses) {
            loop.execute(() -> answered(() -> NamedServer.this.found(addresses)));
        }

        @Override
        public void unknown(String why) {
            loop.execute(() -> answered(() -> NamedServer.this.unknown(why)));
        }
    };
    private boolean over;

    NamedServer(EventLoop loop, NameLookups lookups, String host) {
        this.loop = loop;
        this.lookups = lookups;
        this.host = host;
    }

    final void start() {
        loop.set(this, System.nanoTime() + TimeUnit.SECONDS.toNanos(NameLookups.PATIENCE_SECONDS));
        lookups.ask(host, waiter);
    }

    /** Nobody waits for it any more: neither {@link #found} nor {@link #unknown} is called. */
    final void cancel() {
        if (!over) {
            over = true;
            loop.set(this, TimerHeap.NEVER);
            lookups.forget(host, waiter);
        }
    }

    private void answered(Runnable told) {
        if (!over) {
            over = true;
            loop.set(this, TimerHeap.NEVER);
            told.run();
        }
    }

    @Override
    final void due(long now) {
        cancel();
        unknown("unknown host " + host + ": no name server answered within " + NameLookups.PATIENCE_SECONDS + " s");
    }

    /** Called on the loop with its addresses, in the order in which they are to be tried. */
    abstract void found(List<InetAddress> addresses);

    /** Called on the loop where there are none. */
    abstract void unknown(String why);
}
