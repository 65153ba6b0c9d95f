package dev.haywire.internal.toxiproxy;

import static dev.haywire.fault.Faults.latency;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Toxiproxy that takes its time to add a toxic holds up only who asked for it. */
class SlowToxiproxyTest {
    private static final int SECONDS = 10;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch deleted = new CountDownLatch(1);
    private HttpServer server;
    private TcpBackend toxiproxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        toxiproxy = new RealToxiproxy.Provider().open(url, "");
    }

    @AfterEach
    void end() {
        answer.countDown();
        toxiproxy.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (request.equals("GET /version")) {
            send(exchange, 200, "{\"version\": \"2.12.0\"}");
        } else if (request.equals("POST /proxies")) {
            send(exchange, 201, "{\"name\":\"slow\",\"listen\":\"127.0.0.1:1\",\"upstream\":\"x\",\"enabled\":true}");
        } else if (request.endsWith("/toxics")) {
            asked.countDown();
            await(answer);
            send(exchange, 404, "{\"error\":\"proxy not found\",\"status\":404}");
        } else {
            deleted.countDown();
            send(exchange, 204, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingDoesNotWaitForAFaultThatIsBeingApplied() throws Exception {
        LiveTcpEndpoint endpoint = toxiproxy.start(
                new TcpSpec("echo", "127.0.0.1", 0, new TcpService.Echo(), 0, Duration.ofSeconds(SECONDS)));
        Future<?> applying = threads.submit(() -> endpoint.apply(latency(Duration.ofMillis(1))));
        await(asked);
        Future<?> closing = threads.submit(() -> {
            assertThat(endpoint.toString()).contains("carried by Toxiproxy").endsWith(", [latency(1 ms)]");
            assertThat(endpoint.faults()).hasSize(1);
            assertThat(endpoint.faults().get(0).isActive()).isTrue();
            endpoint.close();
        });
        closing.get(SECONDS, TimeUnit.SECONDS);
        await(deleted);
        assertThat(applying).isNotDone();
        assertThat(endpoint.isClosed()).isTrue();
        answer.countDown();
        assertThatThrownBy(() -> applying.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"echo\" has ended: apply(latency(1 ms)) needs a live endpoint; use it only within the test, class or facade that started it, or let it live longer: on a static field, or by scope = CLASS or SESSION");
        assertThat(endpoint.takeErrors()).isEmpty();
    }
}
