package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A JVM that has an endpoint on a real Toxiproxy, and is ended from outside. */
final class HoldsAnEndpoint {

    private HoldsAnEndpoint() {}

    @SuppressWarnings("resource") // that is the point
    public static void main(String[] url) throws IOException {
        TcpBackend toxiproxy = new RealToxiproxy.Provider().open(URI.create(url[0]), "");
        toxiproxy.start(new TcpSpec("held", "127.0.0.1", 0, new TcpService.Echo(), 0, Duration.ofSeconds(5)));
        System.out.println("held");
        System.in.read();
    }
}
