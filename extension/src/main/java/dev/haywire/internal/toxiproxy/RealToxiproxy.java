package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.BackendUnavailableException;
import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpSpec;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A real Toxiproxy as the wire of TCP endpoints. */
public final class RealToxiproxy implements TcpBackend {
    private static final int DEFAULT_PORT = 8474;
    private static final long STARTS_WITHIN = TimeUnit.SECONDS.toNanos(15);
    private static final long ANSWERS_WITHIN_SECONDS = 10;

    private final Site site;
    private final ToxiproxyClient client;
    private final BoundedCalls calls = new BoundedCalls();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong made = new AtomicLong();
    private final Set<RealProxy> proxies = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "haywire-toxiproxy-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** Deletes what an interrupted JVM would leave behind. */
    private final Thread lastWill = new Thread(this::deleteAll, "haywire-toxiproxy-cleanup");

    private RealToxiproxy(Site site) {
        this.site = site;
        this.client = new ToxiproxyClient(site.controlHost(), site.controlPort());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        Runtime.getRuntime().addShutdownHook(lastWill);
    }

    /** Found by name, as it may lack the jars that it needs. */
    public static final class Provider implements TcpBackend.Provider {

        /** For the one who finds it. */
        public Provider() {}

        @Override
        public TcpBackend open(@Nullable URI url, String image) {
            require("eu.rekawek.toxiproxy.ToxiproxyClient", "eu.rekawek.toxiproxy:toxiproxy-java");
            if (url != null) {
                RealToxiproxy toxiproxy = new RealToxiproxy(at(url));
                toxiproxy.awaitAnswer(0);
                return toxiproxy;
            }
            require("org.testcontainers.toxiproxy.ToxiproxyContainer", "org.testcontainers:testcontainers-toxiproxy");
            RealToxiproxy toxiproxy = new RealToxiproxy(Containers.start(image));
            toxiproxy.awaitAnswer(STARTS_WITHIN);
            return toxiproxy;
        }

        private static void require(String type, String artifact) {
            try {
                Class.forName(type, false, Provider.class.getClassLoader());
            } catch (ClassNotFoundException missing) {
                throw new IllegalStateException(
                        "needs " + artifact + " on the test class path: add that dependency", missing);
            }
        }

        private static Site at(URI url) {
            int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
            String host = url.getHost().replace("[", "").replace("]", "");
            try {
                return InetAddress.getByName(host).isLoopbackAddress()
                        ? new SameMachine(host, port, () -> {})
                        : new OtherMachine(host, port);
            } catch (UnknownHostException unknown) {
                throw new BackendUnavailableException("host " + host + " of " + url + " is unknown", unknown);
            }
        }
    }

    private void awaitAnswer(long within) {
        long start = System.nanoTime();
        while (true) {
            try {
                calls.get(ANSWERS_WITHIN_SECONDS, client::version);
                return;
            } catch (IOException | RuntimeException failure) {
                if (System.nanoTime() - start >= within) {
                    close();
                    throw new BackendUnavailableException(this + " does not answer: " + failure.getMessage(), failure);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException kept) {
            Thread.currentThread().interrupt();
            throw new BackendUnavailableException("interrupted while Toxiproxy starts", kept);
        }
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public LiveTcpEndpoint start(TcpSpec spec) {
        if (spec.receiveBuffer() > 0) {
            throw new IllegalArgumentException("receiveBuffer = " + spec.receiveBuffer()
                    + " cannot be an option of an endpoint behind Toxiproxy, whose sockets are its own;"
                    + " haywire.backend = embedded can");
        }
        LiveTcpEndpoint server = Endpoints.start(
                new TcpSpec(spec.name(), site.serverHost(spec), 0, spec.service(), spec.seed(), spec.timeout()));
        String listen = null;
        try {
            listen = site.listen(spec);
            RealProxy proxy = created(uniqueName(spec), listen, site.upstream(server.address()));
            proxies.add(proxy);
            return new CarriedEndpoint(server, this, proxy, site.reached(spec, proxy.listen()));
        } catch (IOException failure) {
            throw new IllegalStateException(
                    this + " makes no proxy: " + failure.getMessage(), abandoned(server, listen, failure));
        } catch (RuntimeException failure) {
            abandoned(server, listen, failure);
            throw failure;
        }
    }

    private RealProxy created(String name, String listen, String upstream) throws IOException {
        return new RealProxy(
                calls.get(BoundedCalls.CHANGES_WITHIN_SECONDS, () -> client.createProxy(name, listen, upstream)),
                calls);
    }

    private Exception abandoned(LiveTcpEndpoint server, @Nullable String listen, Exception failure) {
        server.close();
        if (listen != null) {
            site.release(listen);
        }
        return failure;
    }

    /** Several JVMs may share one Toxiproxy; a path in its API has one segment for a name. */
    private String uniqueName(TcpSpec spec) {
        return "haywire-" + run + "-" + made.incrementAndGet() + "-"
                + spec.name().replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    void delete(RealProxy proxy) {
        if (proxies.remove(proxy)) {
            try {
                proxy.delete();
            } finally {
                site.release(proxy.listen());
            }
        }
    }

    private void deleteAll() {
        for (RealProxy proxy : proxies) {
            try {
                delete(proxy);
            } catch (RuntimeException gone) {
                // the server itself may be
                if (gone.getCause() instanceof BoundedCalls.NoAnswerException) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (IllegalStateException shuttingDown) {
            // then it runs
        }
        deleteAll();
        timer.shutdownNow();
        calls.close();
        site.close();
    }

    @Override
    public String toString() {
        return "Toxiproxy at " + Addresses.spelled(site.controlHost(), site.controlPort());
    }
}
