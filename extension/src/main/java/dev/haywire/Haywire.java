package dev.haywire;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.FacadeEndpoints;
import dev.haywire.internal.net.Facades;
import dev.haywire.internal.net.HeadStart;
import dev.haywire.internal.net.LiveEndpoint;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.PortTakenException;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.internal.net.ToxicTcpEndpoint;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

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
        // while the rest of the facade is being loaded
        HeadStart.give();
        // written out, as what runs in each fresh JVM: a lambda costs it a millisecond
        Facades.readBy(new Function<>() {
            @Override
            public List<LiveEndpoint> apply(Object facade) {
                return ((Haywire) facade).endpoints.live();
            }
        });
    }

    private final long seed;
    private final String host;
    private final Duration timeout;
    private final FacadeEndpoints endpoints = new FacadeEndpoints();

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
     * @param options name, port, host, samePortAs
     * @return the endpoint that the application connects to
     */
    public TcpEndpoint tcpProxy(InetSocketAddress upstream, Consumer<EndpointOptions> options) {
        Objects.requireNonNull(upstream, "upstream");
        return start("tcpProxy", new TcpService.Proxy(upstream), chosen(options));
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
     * @param options name, port, host, samePortAs
     * @return the endpoint
     */
    public TcpEndpoint tcpEchoServer(Consumer<EndpointOptions> options) {
        return start("tcpEchoServer", new TcpService.Echo(), chosen(options));
    }

    /**
     * Starts a server of the caller's own.
     *
     * @param handler serves each connection, on a thread of its own
     * @return the endpoint
     */
    public TcpEndpoint tcpServer(TcpHandler handler) {
        return tcpServer(handler, new EndpointOptions());
    }

    /**
     * Starts a server of the caller's own.
     *
     * @param handler serves each connection, on a thread of its own
     * @param options name, port, host, samePortAs, charset
     * @return the endpoint
     */
    public TcpEndpoint tcpServer(TcpHandler handler, Consumer<EndpointOptions> options) {
        return tcpServer(handler, chosen(options));
    }

    private TcpEndpoint tcpServer(TcpHandler handler, EndpointOptions options) {
        Objects.requireNonNull(handler, "handler");
        return start("tcpServer", new TcpService.Handled(() -> handler, options.charset()), options);
    }

    /**
     * Starts a UDP peer that records what it receives and answers nothing.
     *
     * @return the endpoint
     */
    public UdpEndpoint udpPeer() {
        return start("udpPeer", new UdpService.Sink(), new EndpointOptions());
    }

    /**
     * Starts a UDP peer that records what it receives and answers nothing.
     *
     * @param options name, port, host, samePortAs, multicastGroup, broadcast, receiveBuffer
     * @return the endpoint
     */
    public UdpEndpoint udpPeer(Consumer<EndpointOptions> options) {
        return start("udpPeer", new UdpService.Sink(), chosen(options));
    }

    /**
     * Starts a UDP peer of the caller's own.
     *
     * @param handler serves one datagram after the other, on a thread of its own
     * @return the endpoint
     */
    public UdpEndpoint udpPeer(UdpHandler handler) {
        return udpPeer(handler, new EndpointOptions());
    }

    /**
     * Starts a UDP peer of the caller's own.
     *
     * @param handler serves one datagram after the other, on a thread of its own
     * @param options name, port, host, samePortAs, multicastGroup, broadcast, receiveBuffer, charset
     * @return the endpoint
     */
    public UdpEndpoint udpPeer(UdpHandler handler, Consumer<EndpointOptions> options) {
        return udpPeer(handler, chosen(options));
    }

    private UdpEndpoint udpPeer(UdpHandler handler, EndpointOptions options) {
        Objects.requireNonNull(handler, "handler");
        return start("udpPeer", new UdpService.Handled(handler, options.charset()), options);
    }

    /**
     * Starts a UDP peer that sends each datagram back to its sender.
     *
     * @return the endpoint
     */
    public UdpEndpoint udpEchoServer() {
        return start("udpEchoServer", new UdpService.Echo(), new EndpointOptions());
    }

    /**
     * Starts a UDP peer that sends each datagram back to its sender.
     *
     * @param options name, port, host, samePortAs, multicastGroup, broadcast, receiveBuffer
     * @return the endpoint
     */
    public UdpEndpoint udpEchoServer(Consumer<EndpointOptions> options) {
        return start("udpEchoServer", new UdpService.Echo(), chosen(options));
    }

    /**
     * Starts a UDP proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @return the endpoint that the application sends to
     */
    public UdpEndpoint udpProxy(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        return start("udpProxy", new UdpService.Proxy(upstream), new EndpointOptions());
    }

    /**
     * Starts a UDP proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @param options name, port, host, samePortAs, receiveBuffer
     * @return the endpoint that the application sends to
     */
    public UdpEndpoint udpProxy(InetSocketAddress upstream, Consumer<EndpointOptions> options) {
        Objects.requireNonNull(upstream, "upstream");
        return start("udpProxy", new UdpService.Proxy(upstream), chosen(options));
    }

    private static EndpointOptions chosen(Consumer<EndpointOptions> choose) {
        EndpointOptions options = new EndpointOptions();
        choose.accept(options);
        return options;
    }

    private TcpEndpoint start(String factory, TcpService service, EndpointOptions options) {
        check(options, factory, Protocol.TCP, service instanceof TcpService.Handled ? List.of("charset") : List.of());
        try {
            // written out, as what runs in each fresh JVM: a lambda costs it a millisecond
            return endpoints.start(factory, options.name(), new Function<String, ToxicTcpEndpoint>() {
                @Override
                public ToxicTcpEndpoint apply(String name) {
                    return Endpoints.start(
                            new TcpSpec(name, options.hostOr(host), options.port(), service, seed, timeout));
                }
            });
        } catch (PortTakenException taken) {
            throw explained(taken, options);
        }
    }

    private UdpEndpoint start(String factory, UdpService service, EndpointOptions options) {
        check(options, factory, Protocol.UDP, allowed(service));
        UdpSpec.Cast cast = cast(options);
        try {
            return endpoints.start(factory, options.name(), new Function<String, LiveUdpEndpoint>() {
                @Override
                public LiveUdpEndpoint apply(String name) {
                    return Endpoints.start(new UdpSpec(
                            name,
                            options.hostOr(host),
                            options.port(),
                            cast,
                            options.receiveBuffer(),
                            service,
                            seed,
                            timeout));
                }
            });
        } catch (PortTakenException taken) {
            throw explained(taken, options);
        }
    }

    private static List<String> allowed(UdpService service) {
        if (service instanceof UdpService.Proxy) {
            return List.of("receiveBuffer");
        }
        return service instanceof UdpService.Handled
                ? List.of("multicastGroup", "broadcast", "receiveBuffer", "charset")
                : List.of("multicastGroup", "broadcast", "receiveBuffer");
    }

    private static void check(EndpointOptions options, String factory, Protocol protocol, List<String> allowed) {
        options.check(factory, protocol, allowed);
        if (options.samePort() instanceof LiveEndpoint other && other.isClosed()) {
            throw new IllegalArgumentException(
                    "samePortAs(\"" + other.name() + "\"): " + other + "; allowed is a live endpoint");
        }
    }

    /** A number taken is the caller's to choose anew, but for one that is another endpoint's. */
    private IllegalStateException explained(PortTakenException taken, EndpointOptions options) {
        Endpoint other = options.samePort();
        if (other == null) {
            return taken;
        }
        return new IllegalStateException(
                "port " + other.port() + " of " + options.hostOr(host) + ", the number of " + other.protocol()
                        + " endpoint \"" + other.name() + "\", is taken by another socket: close \"" + other.name()
                        + "\" and start both again, or give both a port that is free",
                taken);
    }

    private UdpSpec.Cast cast(EndpointOptions options) {
        String group = options.multicastGroup();
        String at = options.hostOr(host);
        if (at.contains(":") && (options.isBroadcast() || !group.isEmpty())) {
            throw new IllegalArgumentException(
                    (options.isBroadcast() ? "broadcast()" : "multicastGroup(\"" + group + "\")") + " on host " + at
                            + "; allowed is an IPv4 host");
        }
        if (group.isEmpty()) {
            return options.isBroadcast() ? new UdpSpec.Cast.Broadcast() : UdpSpec.Cast.UNICAST;
        }
        if (options.isBroadcast()) {
            throw new IllegalArgumentException(
                    "broadcast() beside multicastGroup(\"" + group + "\"); allowed is one of them");
        }
        if (!UdpSpec.Cast.Multicast.isGroup(group)) {
            throw new IllegalArgumentException(
                    "multicastGroup(\"" + group + "\"); allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255");
        }
        return new UdpSpec.Cast.Multicast(group);
    }

    /**
     * Closes one of its endpoints; what its handlers have thrown is thrown by {@link #close()}. Does nothing if it is closed.
     *
     * @param endpoint one that this made
     * @throws IllegalArgumentException if this did not make it
     */
    public void close(Endpoint endpoint) {
        endpoints.close(endpoint);
    }

    /**
     * Closes all of its endpoints. Does nothing the second time.
     *
     * @throws AssertionError if handlers have thrown: with the first error as its cause, the others suppressed
     */
    @Override
    public void close() {
        endpoints.close();
        List<Throwable> thrown = endpoints.takeErrors();
        if (!thrown.isEmpty()) {
            AssertionError failure =
                    new AssertionError("user code of an endpoint failed: " + thrown.get(0), thrown.get(0));
            thrown.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "Haywire with seed " + seed + ", " + endpoints;
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
