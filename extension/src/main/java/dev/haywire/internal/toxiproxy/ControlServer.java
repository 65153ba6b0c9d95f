package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The control API over HTTP: its listener and its proxies. */
public final class ControlServer implements AutoCloseable {
    /** How long a request may take to arrive, as Toxiproxy has it. */
    private static final Duration ARRIVAL = Duration.ofSeconds(15);

    private final ProxyBook proxies;
    private final HttpListener http;

    private ControlServer(InetSocketAddress address, long seed, @Nullable AccessToken token, Duration arrival)
            throws IOException {
        proxies = new ProxyBook(seed);
        http = new HttpListener(address);
        http.start(arrival, new ControlHandler(new ControlApi(proxies), token));
    }

    /**
     * Starts one.
     *
     * @param address where it listens; port 0 for any free one
     * @param seed of the random decisions of all toxics
     * @return it, accepting
     * @throws IllegalArgumentException if the address is not on the loopback, nor the wildcard address that stands for it
     * @throws UncheckedIOException if it cannot listen there
     */
    public static ControlServer start(InetSocketAddress address, long seed) {
        return start(onLoopback(address), seed, null, ARRIVAL);
    }

    /** Starts one that may be reached from other machines. */
    static ControlServer open(InetSocketAddress address, long seed, @Nullable AccessToken token) {
        return start(address, seed, token, ARRIVAL);
    }

    /** Starts one whose requests have that time to arrive. */
    static ControlServer start(InetSocketAddress address, long seed, @Nullable AccessToken token, Duration arrival) {
        try {
            if (address.isUnresolved()) {
                throw new UnknownHostException("no such host");
            }
            return new ControlServer(address, seed, token, arrival);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the control server cannot listen on " + Addresses.spelled(address) + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static InetSocketAddress onLoopback(InetSocketAddress address) {
        InetSocketAddress known =
                address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
        InetAddress host = known.getAddress();
        if (host != null && host.isAnyLocalAddress()) {
            return Addresses.named(known);
        }
        if (host == null || !host.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "a control server at " + Addresses.spelled(address)
                            + ": whoever reaches it may have it open ports, so it listens on the loopback only; give 127.0.0.1 or ::1");
        }
        return known;
    }

    static String version() {
        String known = ControlServer.class.getPackage().getImplementationVersion();
        return known == null ? "development" : known;
    }

    /**
     * Returns where it listens.
     *
     * @return with the real port
     */
    public InetSocketAddress address() {
        return http.address();
    }

    /**
     * Returns what clients are given.
     *
     * @return {@code http://}, host and port
     */
    public URI uri() {
        InetSocketAddress address = address();
        return URI.create("http://"
                + (address.getAddress().isAnyLocalAddress()
                        ? Addresses.spelled("127.0.0.1", address.getPort())
                        : Addresses.spelled(address)));
    }

    /**
     * Creates proxies as a request to {@code /populate} does.
     *
     * @param body its body
     * @return what that would be answered, status and body apart by a blank
     */
    public String populate(byte[] body) {
        Answer answer = new ControlApi(proxies).populate(body);
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    Set<String> proxies() {
        return Set.copyOf(proxies.all().keySet());
    }

    CompletableFuture<Void> unblock() {
        return CompletableFuture.allOf(
                proxies.all().values().stream().map(ManagedProxy::unblock).toArray(CompletableFuture<?>[]::new));
    }

    void keepOnly(Set<String> names) {
        for (String name : proxies()) {
            if (!names.contains(name)) {
                proxies.end(name);
            }
        }
    }

    /** Ends it with all its proxies. Bounded; does nothing the second time. */
    @Override
    public void close() {
        http.close();
        proxies.close();
    }
}
