package dev.haywire.internal.net;

import dev.haywire.Protocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The live endpoints of this JVM and where its proxies lead: one that comes back to itself would go round until no descriptor is left. */
final class ProxyChains {
    private static final String LOCALHOST = "localhost";

    private static final List<Wire> LIVE = new CopyOnWriteArrayList<>();

    private ProxyChains() {}

    /**
     * Adds an endpoint that has just been bound.
     *
     * @param known where it leads, see {@link #known}
     * @param refusesReturn whether one that leads back to itself is an error
     */
    static void join(Wire wire, @Nullable InetSocketAddress known, boolean refusesReturn) {
        LIVE.add(wire);
        if (!refusesReturn) {
            wire.leadsTo(known);
            return;
        }
        try {
            lead(wire, known);
        } catch (IllegalStateException leadsBack) {
            LIVE.remove(wire);
            throw leadsBack;
        }
    }

    static void remove(Wire wire) {
        LIVE.remove(wire);
    }

    /**
     * Lets a proxy lead somewhere else; two that are led to each other at the same time are noticed.
     *
     * @param known the address, see {@link #known}
     * @throws IllegalStateException if that leads back to it; nothing has changed then
     */
    static synchronized void lead(Wire proxy, @Nullable InetSocketAddress known) {
        String returns = known == null ? null : comesBack(proxy, known);
        if (returns != null) {
            throw new IllegalStateException(returns);
        }
        proxy.leadsTo(known);
    }

    /**
     * Lets a proxy send somewhere else.
     *
     * @param known the address, see {@link #known}
     * @param forwarding does it, on the loop
     * @throws IllegalStateException if that leads back to it, or the loop hangs; nothing has changed then
     */
    static void forward(Wire proxy, @Nullable InetSocketAddress known, Runnable forwarding) {
        InetSocketAddress before = proxy.leadsTo();
        lead(proxy, known);
        try {
            proxy.change(() -> {
                // two at the same time may come in another order than they were allowed in
                proxy.leadsTo(known);
                forwarding.run();
            });
        } catch (IllegalStateException givenUp) {
            proxy.leadsTo(before);
            throw givenUp;
        }
    }

    /** The address of an upstream as far as it can be told without asking a name server; null if there is none. */
    static @Nullable InetSocketAddress known(@Nullable InetSocketAddress upstream) {
        if (upstream == null || !upstream.isUnresolved()) {
            return upstream;
        }
        String host = upstream.getHostString();
        try {
            return Addresses.isLiteral(host) || host.equalsIgnoreCase(LOCALHOST)
                    ? new InetSocketAddress(InetAddress.getByName(host), upstream.getPort())
                    : null;
        } catch (UnknownHostException unknown) {
            return null;
        }
    }

    /** Tells why a proxy must not send to an address: it leads back to that proxy. Null if it does not, as far as addresses tell. */
    static @Nullable String comesBack(Wire proxy, InetSocketAddress upstream) {
        StringBuilder way = new StringBuilder();
        InetSocketAddress to = upstream;
        // each step is another endpoint: a chain cannot be longer than there are
        for (int steps = LIVE.size(); to != null && steps >= 0; steps--) {
            if (hears(proxy.bound(), to)) {
                return sentence(upstream, way.toString());
            }
            Wire next = at(proxy.protocol(), to);
            if (next == null) {
                return null;
            }
            way.append(way.length() == 0 ? "" : " and ")
                    .append('"')
                    .append(next.name())
                    .append('"');
            to = next.leadsTo();
        }
        return null;
    }

    /** Says that an upstream is the proxy itself, or leads back to it by others. */
    static String sentence(InetSocketAddress upstream, String way) {
        return "upstream " + Addresses.spelled(upstream)
                + (way.isEmpty() ? " is the proxy itself" : " leads back to the proxy itself, by " + way)
                + ": name the address of another server";
    }

    /** The endpoint of this JVM that hears what is sent there; one bound to that very address before one bound to all. */
    static @Nullable Wire at(Protocol protocol, InetSocketAddress to) {
        Wire ofAll = null;
        for (Wire wire : LIVE) {
            if (wire.protocol() == protocol && hears(wire.bound(), to)) {
                if (!wire.bound().getAddress().isAnyLocalAddress()) {
                    return wire;
                }
                ofAll = wire;
            }
        }
        return ofAll;
    }

    /** Whether a socket bound to one address hears what this machine sends to another. */
    static boolean hears(InetSocketAddress bound, InetSocketAddress to) {
        if (to.isUnresolved() || to.getPort() != bound.getPort()) {
            return false;
        }
        InetAddress own = bound.getAddress();
        InetAddress other = to.getAddress();
        if (own.equals(other)) {
            return true;
        }
        if (own.isAnyLocalAddress()) {
            // one of IPv6 hears IPv4 too
            return (own instanceof Inet6Address || !(other instanceof Inet6Address)) && isOfThisMachine(other);
        }
        // what is sent to no address in particular goes to the loopback interface
        return other.isAnyLocalAddress() && own.equals(Addresses.named(to).getAddress());
    }

    private static boolean isOfThisMachine(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
