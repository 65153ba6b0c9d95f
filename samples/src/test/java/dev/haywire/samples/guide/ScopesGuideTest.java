package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import dev.haywire.samples.orders.OrderClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long endpoints live. */
class ScopesGuideTest {

    // tag::scopes
    @Nested
    @TcpEchoServer(name = "broker", scope = Scope.CLASS)
    class Subscriptions {
        static OrderClient client;

        @BeforeAll
        static void connectOnce(@Wired("broker") TcpEndpoint broker) {
            client = new OrderClient(broker.address());
            client.send("hello");
        }

        @Test
        void startsWithRecordsOfItsOwn(@Wired("broker") TcpEndpoint broker) {
            client.send("one");
            assertThat(broker).hasAccepted(0).connection(0).hasReceivedText("one\n");
        }

        @Test
        void keepsTheConnectionOpen(@Wired("broker") TcpEndpoint broker) {
            assertThat(broker).hasOpenConnections(1).connection(0).hasReceivedText("");
        }

        @AfterAll
        static void disconnect() {
            client.close();
        }
    }
    // end::scopes

    // tag::session
    @Nested
    class ListingTest {

        @TcpEchoServer(name = "registry", scope = Scope.SESSION)
        TcpEndpoint registry;

        @Test
        void sharesIt() {
            new OrderClient(registry.address()).send("list");
            assertThat(registry).hasAccepted(1);
        }
    }
    // end::session
}
