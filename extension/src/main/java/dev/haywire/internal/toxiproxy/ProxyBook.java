package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All proxies of one control server, by name. It has no lock of its own: a proxy that takes its time keeps nobody from the others. */
final class ProxyBook {
    private final ConcurrentSkipListMap<String, ManagedProxy> proxies = new ConcurrentSkipListMap<>();
    private final long seed;
    private volatile boolean closed;

    ProxyBook(long seed) {
        this.seed = seed;
    }

    /** All of them, sorted by name. */
    SortedMap<String, ManagedProxy> all() {
        return proxies;
    }

    ManagedProxy get(String name) {
        ManagedProxy proxy = proxies.get(name);
        if (proxy == null) {
            throw ApiException.proxyNotFound();
        }
        return proxy;
    }

    ProxyState create(ProxyRequest request) {
        request.requireComplete("");
        requireFree(request.name());
        ProxyState wanted = request.state();
        ManagedProxy proxy = new ManagedProxy(wanted, seed);
        if (proxies.putIfAbsent(wanted.name(), proxy) != null) {
            throw alreadyThere();
        }
        try {
            start(proxy, wanted);
        } catch (RuntimeException failure) {
            proxies.remove(wanted.name(), proxy);
            throw failure;
        }
        return proxy.state();
    }

    private void requireFree(String name) {
        if (proxies.containsKey(name)) {
            throw alreadyThere();
        }
    }

    private static ApiException alreadyThere() {
        return new ApiException(409, "proxy already exists");
    }

    private void start(ManagedProxy proxy, ProxyState wanted) {
        if (wanted.enabled()) {
            proxy.start();
        }
        if (closed) {
            proxy.close();
            throw ApiException.proxyNotFound();
        }
    }

    void delete(String name) {
        ManagedProxy proxy = get(name);
        proxy.delete();
        proxies.remove(name, proxy);
    }

    /** Ends a proxy as the server's own end does. */
    void end(String name) {
        ManagedProxy proxy = proxies.remove(name);
        if (proxy != null) {
            proxy.close();
        }
    }

    /**
     * Creates what is not there and replaces what differs, one after the other; what does not differ is left as it is.
     *
     * @param done gets each as it is done, for an error may come behind some of them
     */
    void populate(List<ProxyRequest> requests, List<ManagedProxy> done) {
        List<ProxyState> wanted = new ArrayList<>(requests.size());
        for (ProxyRequest request : requests) {
            wanted.add(request.state());
        }
        for (ProxyState next : wanted) {
            done.add(createOrReplace(next));
        }
    }

    private ManagedProxy createOrReplace(ProxyState wanted) {
        ManagedProxy existing = proxies.get(wanted.name());
        if (existing != null) {
            boolean differs = existing.differs(wanted.listen(), wanted.upstream());
            if (!differs && existing.state().network() == wanted.network()) {
                return existing;
            }
            existing.stop();
        }
        ManagedProxy proxy = new ManagedProxy(wanted, seed);
        start(proxy, wanted);
        ManagedProxy before = proxies.put(wanted.name(), proxy);
        if (before != null) {
            before.delete();
        }
        return proxy;
    }

    void reset() {
        for (ManagedProxy proxy : proxies.values()) {
            proxy.reset();
        }
    }

    /** Ends all; no more are made. */
    void close() {
        closed = true;
        proxies.values().forEach(ManagedProxy::close);
        proxies.clear();
    }
}
