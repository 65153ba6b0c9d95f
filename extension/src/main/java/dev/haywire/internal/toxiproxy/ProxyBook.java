package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All proxies of one control server, by name. It has no lock of its own: a proxy that takes its time does not hold up the others. */
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
        if (!publish(proxy, wanted)) {
            throw alreadyThere();
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

    /**
     * Takes the name and starts the proxy, all under the proxy's own lock: a request that finds it waits until it listens or is gone.
     *
     * @return false where the name is taken
     */
    private boolean publish(ManagedProxy proxy, ProxyState wanted) {
        synchronized (proxy) {
            if (proxies.putIfAbsent(wanted.name(), proxy) != null) {
                return false;
            }
            try {
                start(proxy, wanted);
            } catch (RuntimeException failure) {
                proxy.delete();
                proxies.remove(wanted.name(), proxy);
                throw failure;
            }
            return true;
        }
    }

    private void start(ManagedProxy proxy, ProxyState wanted) {
        if (wanted.enabled()) {
            proxy.start();
        }
        requireOpen(proxy);
    }

    private void requireOpen(ManagedProxy proxy) {
        if (closed) {
            proxy.close();
            throw ApiException.proxyNotFound();
        }
    }

    void delete(String name) {
        ManagedProxy proxy = get(name);
        if (!proxy.delete()) {
            throw ApiException.proxyNotFound();
        }
        proxies.remove(name, proxy);
    }

    /** Ends a proxy as the server's own end does. */
    void end(String name) {
        ManagedProxy proxy = proxies.get(name);
        if (proxy != null) {
            proxy.close();
            proxies.remove(name, proxy);
        }
    }

    /**
     * Creates what is not there and replaces what differs, one after the other; what does not differ is left as it is.
     *
     * @param done gets each as it is done, for an error may come after some of them
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

    /** Each round finds what another request has left: equal requests at the same time end with the same proxy. */
    private ManagedProxy createOrReplace(ProxyState wanted) {
        while (true) {
            ManagedProxy existing = proxies.get(wanted.name());
            if (existing == null) {
                ManagedProxy proxy = new ManagedProxy(wanted, seed);
                if (publish(proxy, wanted)) {
                    return proxy;
                }
            } else {
                ManagedProxy proxy = keptOrReplaced(existing, wanted);
                if (proxy != null) {
                    return proxy;
                }
            }
        }
    }

    /** The proxy itself where it is as it is wanted, else its successor; null where it was deleted meanwhile. */
    private @Nullable ManagedProxy keptOrReplaced(ManagedProxy existing, ProxyState wanted) {
        synchronized (existing) {
            if (existing.isRemoved()) {
                proxies.remove(wanted.name(), existing);
                return null;
            }
            boolean differs = existing.differs(wanted.listen(), wanted.upstream());
            if (!differs && existing.state().network() == wanted.network()) {
                return existing;
            }
            existing.stop();
            ManagedProxy proxy = new ManagedProxy(wanted, seed);
            start(proxy, wanted);
            proxies.put(wanted.name(), proxy);
            existing.delete();
            requireOpen(proxy); // the end of the server may have looked before it was put there
            return proxy;
        }
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
