package dev.haywire.internal.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks again and again, while a server known by its name is unreachable, whether the name leads elsewhere now. */
final class MovedName extends Timer {
    private static final long ASK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final UdpWire wire;
    private final Upstreams upstreams;
    private @Nullable InetSocketAddress unreachable;
    private @Nullable NamedServer lookup;

    MovedName(UdpWire wire, Upstreams upstreams) {
        this.wire = wire;
        this.upstreams = upstreams;
    }

    /** The server at that address is unreachable. */
    void watch(InetSocketAddress address) {
        if (unreachable == null) {
            unreachable = address;
            wire.loop().set(this, System.nanoTime() + ASK_EVERY);
        }
    }

    @Override
    void due(long now) {
        String host = upstreams.host();
        InetSocketAddress was = unreachable;
        if (host == null || was == null || !upstreams.isDead()) {
            end();
            return;
        }
        lookup = new NamedServer(wire.loop(), NameLookups.OF_THIS_JVM, host) {
            @Override
            void found(List<InetAddress> addresses) {
                if (addresses.get(0).equals(was.getAddress())) {
                    again();
                } else {
                    end();
                    upstreams.moved(was);
                }
            }

            @Override
            void unknown(String why) {
                again();
            }

            @Override
            void failed(Throwable failure) {
                wire.error(failure);
            }
        };
        lookup.start();
    }

    private void again() {
        wire.loop().set(this, System.nanoTime() + ASK_EVERY);
    }

    void end() {
        wire.loop().set(this, TimerHeap.NEVER);
        unreachable = null;
        if (lookup != null) {
            lookup.cancel();
            lookup = null;
        }
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }
}
