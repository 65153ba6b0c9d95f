package dev.haywire;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.Facades;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes endpoints in code: in a {@code main}, a benchmark, another test framework, or in a JUnit test as an injected parameter.
 *
 * <p>Thread-safe. Its endpoints are closed with it.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Haywire implements AutoCloseable {
    static {
        Facades.readBy(facade -> ((Haywire) facade).live());
    }

    private final long seed;
    private final String host;
    private final Duration timeout;
    private final Map<String, LiveTcpEndpoint> live = new LinkedHashMap<>();
    private final Set<Endpoint> made = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<Throwable> errors = new ArrayList<>();
    private boolean closed;

    private Haywire(Builder builder) {
        this.seed = builder.seed;
        this.host = builder.host;
        this.timeout = builder.timeout;
    }

    /**
     * Opens one with seed 0 on 127.0.0.1.
     *
     * @return to be closed
     */
    public static Haywire open() {
        return builder().open();
    }

    /**
     * Begins to open one with settings of its own.
     *
     * @return the settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @return the endpoint that the application connects to
     */
    public TcpEndpoint tcpProxy(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        return start("tcpProxy", new TcpService.Proxy(upstream), new EndpointOptions());
    }

    /**
     * Starts a proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @param options name, port, host
     * @return the endpoint that the application connects to
     */
    public TcpEndpoint tcpProxy(InetSocketAddress upstream, Consumer<EndpointOptions> options) {
        Objects.requireNonNull(upstream, "upstream");
        return start("tcpProxy", new TcpService.Proxy(upstream), options);
    }

    /**
     * Starts a server that sends back what it receives.
     *
     * @return the endpoint
     */
    public TcpEndpoint tcpEchoServer() {
        return start("tcpEchoServer", new TcpService.Echo(), new EndpointOptions());
    }

    /**
     * Starts a server that sends back what it receives.
     *
     * @param options name, port, host
     * @return the endpoint
     */
    public TcpEndpoint tcpEchoServer(Consumer<EndpointOptions> options) {
        return start("tcpEchoServer", new TcpService.Echo(), options);
    }

    /**
     * Starts a server of the caller's own.
     *
     * @param handler serves each connection, on a thread of its own
     * @return the endpoint
     */
    public TcpEndpoint tcpServer(TcpHandler handler) {
        return tcpServer(handler, options -> {});
    }

    /**
     * Starts a server of the caller's own.
     *
     * @param handler serves each connection, on a thread of its own
     * @param options name, port, host
     * @return the endpoint
     */
    public TcpEndpoint tcpServer(TcpHandler handler, Consumer<EndpointOptions> options) {
        Objects.requireNonNull(handler, "handler");
        return start("tcpServer", new TcpService.Handled(() -> handler, StandardCharsets.UTF_8), options);
    }

    private TcpEndpoint start(String kind, TcpService service, Consumer<EndpointOptions> choose) {
        EndpointOptions options = new EndpointOptions();
        choose.accept(options);
        return start(kind, service, options);
    }

    private synchronized TcpEndpoint start(String kind, TcpService service, EndpointOptions options) {
        if (closed) {
            throw new IllegalStateException("this Haywire is closed: it makes no endpoints any more");
        }
        String name = options.nameOr(derivedName(kind));
        if (live.containsKey(name)) {
            throw new IllegalArgumentException(
                    "two live endpoints named \"" + name + "\": " + live.get(name) + " has that name; choose another");
        }
        LiveTcpEndpoint endpoint =
                Endpoints.start(new TcpSpec(name, options.hostOr(host), options.port(), service, seed, timeout));
        live.put(name, endpoint);
        made.add(endpoint);
        return endpoint;
    }

    private synchronized List<LiveTcpEndpoint> live() {
        return new ArrayList<>(live.values());
    }

    /** The first free one, so that the same code gives the same names. */
    private String derivedName(String kind) {
        int number = 1;
        while (live.containsKey(kind + "-" + number)) {
            number++;
        }
        return kind + "-" + number;
    }

    /**
     * Closes one of its endpoints; what its handlers have thrown is thrown by {@link #close()}. Does nothing if it is closed.
     *
     * @param endpoint one that this made
     * @throws IllegalArgumentException if this did not make it
     */
    public void close(Endpoint endpoint) {
        LiveTcpEndpoint found = take(endpoint);
        if (found != null) {
            end(found);
        } else if (!made(endpoint)) {
            throw new IllegalArgumentException(endpoint + " was not made by this Haywire");
        }
    }

    /**
     * Closes all of its endpoints. Does nothing the second time.
     *
     * @throws AssertionError if handlers have thrown: with the first error as its cause, the others suppressed
     */
    @Override
    public void close() {
        // not under the lock: a handler that still runs may want it, and its end is waited for
        takeAll().forEach(this::end);
        List<Throwable> thrown = takeErrors();
        if (!thrown.isEmpty()) {
            AssertionError failure =
                    new AssertionError("user code of an endpoint failed: " + thrown.get(0), thrown.get(0));
            thrown.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private synchronized boolean made(Endpoint endpoint) {
        return made.contains(endpoint);
    }

    private synchronized @Nullable LiveTcpEndpoint take(Endpoint endpoint) {
        LiveTcpEndpoint found = live.get(endpoint.name());
        return found == endpoint ? live.remove(endpoint.name()) : null;
    }

    private synchronized List<LiveTcpEndpoint> takeAll() {
        closed = true;
        List<LiveTcpEndpoint> ending = new ArrayList<>(live.values());
        live.clear();
        return ending;
    }

    private synchronized List<Throwable> takeErrors() {
        List<Throwable> taken = new ArrayList<>(errors);
        errors.clear();
        return taken;
    }

    private void end(LiveTcpEndpoint endpoint) {
        endpoint.close();
        List<Throwable> thrown = endpoint.takeErrors();
        synchronized (this) {
            errors.addAll(thrown);
        }
    }

    @Override
    public synchronized String toString() {
        return "Haywire with seed " + seed + (closed ? ", closed" : ", endpoints " + live.values());
    }

    /**
     * Settings of a {@link Haywire}.
     *
     * @since 0.1
     */
    public static final class Builder {
        private long seed;
        private String host = "127.0.0.1";
        private Duration timeout = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Chooses other random decisions.
         *
         * @param seed any number; 0 unless set
         * @return these settings
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Has endpoints listen elsewhere than on 127.0.0.1.
         *
         * @param host an address of this machine
         * @return these settings
         */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /**
         * Bounds the waits that name no Duration.
         *
         * @param timeout more than zero; 5 s unless set
         * @return these settings
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("timeout(" + timeout + "): a timeout is more than zero");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Opens it.
         *
         * @return to be closed
         */
        public Haywire open() {
            return new Haywire(this);
        }
    }
}
