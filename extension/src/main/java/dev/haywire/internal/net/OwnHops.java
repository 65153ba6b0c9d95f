package dev.haywire.internal.net;

import dev.haywire.Protocol;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets by which proxies of this JVM send to other proxies of this JVM, by their local address: who is told by one of them can ask who
 * has been on that way before, whatever names and addresses led there.
 */
final class OwnHops {
    private static final Map<Key, Hop> HOPS = new ConcurrentHashMap<>();

    private record Key(Protocol protocol, InetSocketAddress local) {}

    private record Hop(Wire proxy, InetSocketAddress client) {}

    private OwnHops() {}

    /**
     * Remembers one.
     *
     * @param local its address
     * @param client who is served by it
     */
    static void add(Wire proxy, InetSocketAddress local, InetSocketAddress client) {
        HOPS.put(new Key(proxy.protocol(), local), new Hop(proxy, client));
    }

    static void remove(Wire proxy, InetSocketAddress local) {
        HOPS.remove(new Key(proxy.protocol(), local));
    }

    /** Tells whether what comes from a client has been at that proxy before; null if not, else by whom it came. */
    static synchronized @Nullable String wayRound(Wire proxy, InetSocketAddress client) {
        String way = "";
        InetSocketAddress from = client;
        for (int steps = HOPS.size(); steps > 0; steps--) {
            Hop hop = HOPS.get(new Key(proxy.protocol(), from));
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
        return HOPS.values().stream()
                .filter(hop -> hop.proxy.name().equals(proxy))
                .count();
    }
}
