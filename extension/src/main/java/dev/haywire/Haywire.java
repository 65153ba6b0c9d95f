package dev.haywire;

import dev.haywire.internal.net.AcceptException;
import dev.haywire.internal.net.FacadeEndpoints;
import dev.haywire.internal.net.Facades;
import dev.haywire.internal.net.HeadStart;
import dev.haywire.internal.net.LiveEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.UdpService;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes endpoints in code: in a {@code main}, a benchmark, another test framework, or in a JUnit test as an injected parameter.
 *
 * <p>Thread-safe. Its endpoints are closed with it.
 *
 * @since 0.1
 */
@Experimental
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

    private final FacadeEndpoints endpoints = new FacadeEndpoints();
    private final FacadeStarter starter;

    private Haywire(Builder builder) {
        this.starter = new FacadeStarter(builder.seed, builder.host, builder.timeout, endpoints);
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
        return starter.tcp(Factory.TCP_PROXY, new TcpService.Proxy(upstream), new EndpointOptions());
    }

    /**
     * Starts a proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @param options name, port, host, samePortAs, receiveBuffer
     * @return the endpoint that the application connects to
     */
    public TcpEndpoint tcpProxy(InetSocketAddress upstream, Consumer<EndpointOptions> options) {
        Objects.requireNonNull(upstream, "upstream");
        return starter.tcp(Factory.TCP_PROXY, new TcpService.Proxy(upstream), chosen(Factory.TCP_PROXY, options));
    }

    /**
     * Starts a server that sends back what it receives.
     *
     * @return the endpoint
     */
    public TcpEndpoint tcpEchoServer() {
        return starter.tcp(Factory.TCP_ECHO_SERVER, new TcpService.Echo(), new EndpointOptions());
    }

    /**
     * Starts a server that sends back what it receives.
     *
     * @param options name, port, host, samePortAs, receiveBuffer
     * @return the endpoint
     */
    public TcpEndpoint tcpEchoServer(Consumer<EndpointOptions> options) {
        return starter.tcp(Factory.TCP_ECHO_SERVER, new TcpService.Echo(), chosen(Factory.TCP_ECHO_SERVER, options));
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
     * @param options name, port, host, samePortAs, receiveBuffer, charset
     * @return the endpoint
     */
    public TcpEndpoint tcpServer(TcpHandler handler, Consumer<EndpointOptions> options) {
        return tcpServer(handler, chosen(Factory.TCP_SERVER, options));
    }

    private TcpEndpoint tcpServer(TcpHandler handler, EndpointOptions options) {
        Objects.requireNonNull(handler, "handler");
        return starter.tcp(Factory.TCP_SERVER, new TcpService.Handled(() -> handler, options.charset()), options);
    }

    /**
     * Starts a server that follows a small script, as {@link TcpServer} does: with nothing set it records what it receives and answers nothing.
     *
     * @param options greeting, reply, until, closeAfterReply, charset, name, port, host, samePortAs, receiveBuffer
     * @return the endpoint
     */
    public TcpEndpoint tcpScript(Consumer<EndpointOptions> options) {
        return starter.script(chosen(Factory.TCP_SCRIPT, options));
    }

    /**
     * Starts a UDP peer that records what it receives and answers nothing.
     *
     * @return the endpoint
     */
    public UdpEndpoint udpPeer() {
        return starter.peer(new EndpointOptions());
    }

    /**
     * Starts a UDP peer that answers each datagram with the same text, or, with none set, records what it receives and answers nothing.
     *
     * @param options reply, charset, name, port, host, samePortAs, multicastGroup, broadcast, receiveBuffer
     * @return the endpoint
     */
    public UdpEndpoint udpPeer(Consumer<EndpointOptions> options) {
        return starter.peer(chosen(Factory.UDP_PEER, options));
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
        return udpPeer(handler, chosen(Factory.UDP_HANDLER, options));
    }

    private UdpEndpoint udpPeer(UdpHandler handler, EndpointOptions options) {
        Objects.requireNonNull(handler, "handler");
        return starter.udp(Factory.UDP_HANDLER, new UdpService.Handled(handler, options.charset()), options);
    }

    /**
     * Starts a UDP peer that sends each datagram back to its sender.
     *
     * @return the endpoint
     */
    public UdpEndpoint udpEchoServer() {
        return starter.udp(Factory.UDP_ECHO_SERVER, new UdpService.Echo(), new EndpointOptions());
    }

    /**
     * Starts a UDP peer that sends each datagram back to its sender.
     *
     * @param options name, port, host, samePortAs, multicastGroup, broadcast, receiveBuffer
     * @return the endpoint
     */
    public UdpEndpoint udpEchoServer(Consumer<EndpointOptions> options) {
        return starter.udp(Factory.UDP_ECHO_SERVER, new UdpService.Echo(), chosen(Factory.UDP_ECHO_SERVER, options));
    }

    /**
     * Starts a UDP proxy before somebody else's server.
     *
     * @param upstream where that listens
     * @return the endpoint that the application sends to
     */
    public UdpEndpoint udpProxy(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        return starter.udp(Factory.UDP_PROXY, new UdpService.Proxy(upstream), new EndpointOptions());
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
        return starter.udp(Factory.UDP_PROXY, new UdpService.Proxy(upstream), chosen(Factory.UDP_PROXY, options));
    }

    private EndpointOptions chosen(Factory factory, Consumer<EndpointOptions> choose) {
        EndpointOptions options = new EndpointOptions();
        choose.accept(options);
        return starter.checked(factory, options);
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
     * @throws AssertionError if handlers have thrown, or a connection could not be accepted. Its cause is the first error of a handler, if
     *     there is one; the others are suppressed
     */
    @Override
    public void close() {
        endpoints.close();
        List<Throwable> thrown = endpoints.takeErrors();
        if (!thrown.isEmpty()) {
            throw failure(thrown);
        }
    }

    /** The headline is the test's own error, if there is one. */
    private static AssertionError failure(List<Throwable> thrown) {
        Throwable headline = thrown.stream()
                .filter(one -> !(one instanceof AcceptException))
                .findFirst()
                .orElse(thrown.get(0));
        AssertionError failure = new AssertionError(
                headline instanceof AcceptException
                        ? "an endpoint failed: " + headline.getMessage()
                        : "user code of an endpoint failed: " + headline,
                headline);
        thrown.stream().filter(one -> one != headline).forEach(failure::addSuppressed);
        return failure;
    }

    @Override
    public String toString() {
        return "Haywire with seed " + starter.seed() + ", " + endpoints;
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
