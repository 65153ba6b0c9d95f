package dev.haywire.internal.toxiproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.haywire.internal.net.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The control API on the JDK's HTTP server. Each request is read as a whole before anything is asked of a proxy, so that a client that stops
 * within one holds up nobody.
 */
public final class ControlServer implements AutoCloseable {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final int MOST_BODY = 8 * 1024 * 1024;
    private static final int BODY_SECONDS = 15;
    private static final String IDENTITY = "Haywire/" + version();

    private final ProxyBook proxies;
    private final Routes routes;
    private final RequestIds ids = new RequestIds();
    private final HttpServer http;
    private final ExecutorService threads;

    private ControlServer(InetSocketAddress address, long seed) throws IOException {
        proxies = new ProxyBook(seed);
        routes = new Routes(new ControlApi(proxies));
        http = created(address);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "haywire-toxiproxy-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
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
        try {
            return new ControlServer(onLoopback(address), seed);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the control server cannot listen on " + Addresses.spelled(address) + ": " + failure.getMessage(),
                    failure);
        }
    }

    /**
     * The JDK's server sends headers and body apart; where Nagle's algorithm is on, the body waits 40 ms for the client's delayed
     * acknowledgement. It reads the property once, with its class.
     */
    private static synchronized HttpServer created(InetSocketAddress address) throws IOException {
        if (System.getProperty(NO_DELAY) != null) {
            return HttpServer.create(address, 0);
        }
        System.setProperty(NO_DELAY, "true");
        try {
            return HttpServer.create(address, 0);
        } finally {
            System.clearProperty(NO_DELAY);
        }
    }

    private static InetSocketAddress onLoopback(InetSocketAddress address) {
        InetSocketAddress known =
                address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
        InetAddress host = known.getAddress();
        if (host != null && host.isAnyLocalAddress()) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), known.getPort());
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
        return http.getAddress();
    }

    /**
     * Returns what clients are given.
     *
     * @return {@code http://}, host and port
     */
    public URI uri() {
        return URI.create("http://" + Addresses.spelled(address()));
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

    void keepOnly(Set<String> names) {
        for (String name : proxies()) {
            if (!names.contains(name)) {
                proxies.end(name);
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = read(exchange);
            send(exchange, answer(exchange, body));
        }
    }

    /** Reads all of the body, or as much as is too much; one that does not come within its time ends the connection. */
    private static byte[] read(HttpExchange exchange) throws IOException {
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        whole.orTimeout(BODY_SECONDS, TimeUnit.SECONDS).whenComplete((body, late) -> {
            if (late != null) {
                exchange.close();
            }
        });
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        whole.complete(body);
        return body;
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String path = path(exchange);
        String clean = Routes.clean(path);
        if (!clean.equals(path)) {
            return Answer.empty(301)
                    .with("Location", location(clean, exchange.getRequestURI().getRawQuery()));
        }
        Routes.Handler handler = routes.find(exchange.getRequestMethod(), path);
        if (handler == null) {
            return Answer.notFound();
        }
        if (handler == Routes.NOT_ALLOWED) {
            return handler.answer(body);
        }
        return routed(exchange, handler, body).with("X-Toxiproxy-Request-Id", ids.next());
    }

    private static Answer routed(HttpExchange exchange, Routes.Handler handler, byte[] body) {
        String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (agent != null && agent.startsWith("Mozilla/")) {
            return Answer.plain(403, "User agent not allowed");
        }
        if (body.length > MOST_BODY) {
            return Answer.error(400, "bad request body: more than " + MOST_BODY + " bytes");
        }
        try {
            return handler.answer(body);
        } catch (ApiException refused) {
            return Answer.error(refused.status(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            System.getLogger("dev.haywire.toxiproxy")
                    .log(System.Logger.Level.WARNING, "the control server failed", failure);
            return Answer.error(500, failure.toString());
        }
    }

    /** The JDK takes what is behind two slashes for a host. */
    private static String path(HttpExchange exchange) {
        String whole = exchange.getRequestURI().toString();
        if (whole.startsWith("//")) {
            return whole.replaceFirst("[?#].*", "");
        }
        return String.valueOf(exchange.getRequestURI().getPath());
    }

    private static String location(String path, @Nullable String query) {
        try {
            String escaped = new URI(null, null, path, null).toASCIIString();
            return query == null ? escaped : escaped + "?" + query;
        } catch (URISyntaxException odd) {
            return "/";
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Server", IDENTITY);
        byte[] body = answer.body();
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Ends it with all its proxies. Bounded; does nothing the second time. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        proxies.close();
    }
}
