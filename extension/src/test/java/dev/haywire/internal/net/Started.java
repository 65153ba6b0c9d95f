package dev.haywire.internal.net;

import dev.haywire.TcpHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Starts endpoints for tests. */
final class Started {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Started() {}

    static LiveTcpEndpoint echo() {
        return service("echo", new TcpService.Echo());
    }

    static LiveTcpEndpoint sink() {
        return script("", "", "\n", false);
    }

    static LiveTcpEndpoint script(String greeting, String reply, String until, boolean closeAfterReply) {
        return service(
                "script",
                new TcpService.Script(
                        bytes(greeting), bytes(reply), bytes(until), closeAfterReply, StandardCharsets.UTF_8));
    }

    static LiveTcpEndpoint handler(TcpHandler handler) {
        return service("handler", new TcpService.Handled(() -> handler, StandardCharsets.UTF_8));
    }

    static LiveTcpEndpoint proxy(InetSocketAddress upstream) {
        return service("proxy", new TcpService.Proxy(upstream));
    }

    static LiveTcpEndpoint service(String name, TcpService service) {
        return Endpoints.start(new TcpSpec(name, "127.0.0.1", 0, service, 0, TIMEOUT));
    }

    /** For what no wait of the API is about. */
    static void eventually(BooleanSupplier condition) {
        eventually(condition, LoopThreads::doing);
    }

    /** The same, which says what there was instead. */
    static void eventually(BooleanSupplier condition, Supplier<String> seen) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s: " + seen.get());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
