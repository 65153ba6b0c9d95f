package dev.haywire.internal.net;

import dev.haywire.Protocol;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sockets by which proxies of this JVM send to other proxies of this JVM, by their local address: who is told by one of them can ask who
 * has been on that way before, whatever names and addresses led there.
 */
final class OwnHops {
    private static final Map<InetSocketAddress, Hop> TCP = new ConcurrentHashMap<>();
    private static final Map<InetSocketAddress, Hop> UDP = new ConcurrentHashMap<>();

    private record Hop(Wire proxy, InetSocketAddress client) {}

    private OwnHops() {}

    private static Map<InetSocketAddress, Hop> like(Wire proxy) {
        return proxy.protocol() == Protocol.TCP ? TCP : UDP;
    }

    /**
     * Remembers one.
     *
     * @param local its address
     * @param client who is served by it
     */
    static void add(Wire proxy, InetSocketAddress local, InetSocketAddress client) {
        like(proxy).put(local, new Hop(proxy, client));
    }

    static void remove(Wire proxy, InetSocketAddress local) {
        like(proxy).remove(local);
    }

    /** Tells whether what comes from a client has been at that proxy before; null if not, else by whom it came. */
    static synchronized @Nullable String wayRound(Wire proxy, InetSocketAddress client) {
        String way = "";
        InetSocketAddress from = client;
        Map<InetSocketAddress, Hop> hops = like(proxy);
        for (int steps = hops.size(); steps > 0; steps--) {
            Hop hop = hops.get(from);
            if (hop == null) {
                return null;
            }
            if (hop.proxy == proxy) {
                return way;
            }
            way = '"' + hop.proxy.name() + '"' + (way.isEmpty() ? "" : " and ") + way;
            from = hop.client;
        }
        return null;
    }

    /** How many of them serve a proxy. */
    static long of(String proxy) {
        return Stream.concat(TCP.values().stream(), UDP.values().stream())
                .filter(hop -> hop.proxy.name().equals(proxy))
                .count();
    }
}
