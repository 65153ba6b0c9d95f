package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.HaywireTest;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.samples.orders.OrderClient;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests that run at the same time where JUnit is told to. */
@Execution(ExecutionMode.CONCURRENT)
class ParallelGuideTest {

    // tag::to
    @RepeatedTest(3)
    void ordersThroughAProxyOfItsOwn(
            @TcpServer(name = "orders", reply = "done\n") TcpEndpoint orders,
            @TcpProxy(to = "orders") TcpEndpoint proxy) {
        assertThat(new OrderClient(proxy.address()).send("one")).isEqualTo("done");
        assertThat(orders).hasAccepted(1);
    }
    // end::to

    // tag::property
    @RepeatedTest(3)
    @TcpEchoServer(name = "orders", property = "orders.address")
    void readsTheAddressFromAProperty(TcpEndpoint orders) {
        assertThat(new OrderClient(configured()).send("one")).isEqualTo("one");
        assertThat(orders).hasAccepted(1);
    }

    private static InetSocketAddress configured() {
        return new InetSocketAddress(
                System.getProperty("orders.address.host"), Integer.getInteger("orders.address.port"));
    }
    // end::property

    // tag::lock
    @Test
    @ResourceLock("system property orders.address")
    void needsThatThePropertyIsNotSet() {
        assertThat(System.getProperty("orders.address")).isNull();
    }
    // end::lock

    // tag::classes
    @Nested
    @HaywireTest
    class Invoices {
        @TcpEchoServer(property = "invoices.address")
        private static TcpEndpoint server;

        @Test
        void areSent() {
            assertThat(new OrderClient(server.address()).send("invoice")).isEqualTo("invoice");
        }
    }
    // end::classes
}
