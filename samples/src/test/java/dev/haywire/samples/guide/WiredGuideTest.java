package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.Wired;
import dev.haywire.samples.orders.OrderClient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be injected, and by what name. */
class WiredGuideTest {

    // tag::types
    @Test
    void addresses(
            @TcpEchoServer TcpEndpoint endpoint,
            @TcpEchoServer InetSocketAddress address,
            @TcpEchoServer URI uri, // tcp://127.0.0.1:40001
            @TcpEchoServer String hostAndPort, // 127.0.0.1:40002
            @TcpEchoServer int port) {
        assertThat(address).isNotEqualTo(endpoint.address());
        assertThat(uri).hasScheme("tcp").hasHost("127.0.0.1");
        assertThat(hostAndPort).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(port).isBetween(1, 65_535);
    }
    // end::types

    // tag::wired
    @Nested
    @TcpServer(name = "stock", reply = "17\n")
    @TcpServer(name = "orders", reply = "done\n")
    class Shop {

        @Wired("stock")
        InetSocketAddress stock;

        @Test
        void asksTheStockBeforeItOrders(@Wired("orders") TcpEndpoint orders, @Wired("stock") TcpEndpoint asked) {
            assertThat(new OrderClient(stock).send("how many?")).isEqualTo("17");
            assertThat(new OrderClient(orders.address()).send("one")).isEqualTo("done");
            assertThat(asked).hasReceivedText("how many?\n");
        }
    }
    // end::wired

    // tag::own
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @TcpServer(name = "shop", greeting = "HELLO\n", reply = "done\n")
    @interface ShopServer {}

    @Test
    @ShopServer
    void greetsFirst(TcpEndpoint shop) {
        assertThat(new OrderClient(shop.address()).send("one")).isEqualTo("HELLO");
    }
    // end::own
}
