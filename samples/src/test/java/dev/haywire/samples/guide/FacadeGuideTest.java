package dev.haywire.samples.guide;

import static dev.haywire.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.TcpEndpoint;
import dev.haywire.samples.orders.OrderClient;
import org.junit.jupiter.api.Test;

/** Endpoints without annotations. */
@HaywireTest
class FacadeGuideTest {

    @Test
    void withoutJUnit() {
        // tag::facade
        try (Haywire haywire = Haywire.builder().seed(42).open()) {
            TcpEndpoint server = haywire.tcpEchoServer();
            TcpEndpoint proxy = haywire.tcpProxy(server.address(), options -> options.name("orders"));
            proxy.apply(latency(ofMillis(10)));
            assertThat(new OrderClient(proxy.address()).send("one")).isEqualTo("one");
        } // closes its endpoints
        // end::facade
    }

    // tag::injected
    @Test
    void asManyAsTheTestNeeds(Haywire haywire) {
        for (int i = 0; i < 3; i++) {
            assertThat(new OrderClient(haywire.tcpEchoServer().address()).send("one"))
                    .isEqualTo("one");
        }
    }
    // end::injected
}
