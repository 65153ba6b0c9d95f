package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.samples.orders.OrderClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where endpoints can be declared. */
// tag::places
class PlacesGuideTest {

    @TcpEchoServer
    static TcpEndpoint forTheClass; // live before the first constructor runs, until the last test has ended

    @TcpEchoServer
    TcpEndpoint forThisInstance; // one per test; one per class under @TestInstance(PER_CLASS)

    final TcpEndpoint fromTheConstructor;

    PlacesGuideTest(@TcpEchoServer TcpEndpoint forThisInstanceToo) {
        fromTheConstructor = forThisInstanceToo;
    }

    @BeforeAll
    static void fill(@TcpEchoServer TcpEndpoint forTheClassToo) {
        new OrderClient(forTheClassToo.address()).send("before all tests");
    }

    @BeforeEach
    void connect(@TcpEchoServer TcpEndpoint forThisTest) {
        new OrderClient(forThisTest.address()).send("before this test");
    }

    @Test
    void two(@TcpEchoServer TcpEndpoint first, @TcpEchoServer TcpEndpoint second) {
        new OrderClient(first.address()).send("one");
        assertThat(first).hasAccepted(1);
        assertThat(second).hasAccepted(0);
    }

    @Test
    @TcpServer(reply = "done\n")
    void declaredOnTheMethod(TcpEndpoint server) {
        assertThat(new OrderClient(server.address()).send("one")).isEqualTo("done");
    }

    @AfterEach
    void look(@TcpEchoServer TcpEndpoint forThisTestToo) {
        assertThat(forThisTestToo).hasAccepted(0);
    }
}
// end::places
