package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.Wired;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place in which an endpoint can be declared, and every type that is injected. */
@TcpServer(name = "prices", reply = "17\n")
class PlacesTest {

    @TcpEchoServer
    private static TcpEndpoint ofTheClass;

    @TcpEchoServer
    private TcpEndpoint ofTheInstance;

    @Wired("prices")
    private InetSocketAddress prices;

    private final TcpEndpoint fromTheConstructor;

    PlacesTest(@TcpEchoServer TcpEndpoint fromTheConstructor) {
        this.fromTheConstructor = fromTheConstructor;
        answers(ofTheClass);
    }

    @BeforeAll
    static void beforeAll(@TcpEchoServer TcpEndpoint ofTheClassToo) {
        answers(ofTheClassToo);
    }

    @BeforeEach
    void beforeEach(@TcpEchoServer TcpEndpoint ofThisMethod) {
        answers(ofThisMethod);
    }

    @AfterEach
    void afterEach(@TcpEchoServer TcpEndpoint ofThisMethodToo) {
        answers(ofThisMethodToo);
    }

    @Test
    void fieldsAndConstructor() {
        answers(ofTheInstance);
        answers(fromTheConstructor);
        assertThat(ofTheInstance).hasAccepted(1).hasReceivedText("one\n");
    }

    @Test
    void declaredOnTheType(@Wired("prices") TcpEndpoint asked) {
        assertThat(ask(prices, "how much?")).isEqualTo("17");
        assertThat(asked).hasReceivedText("how much?\n");
    }

    @Test
    @TcpServer(name = "stock", greeting = "3 left\n")
    void declaredOnTheMethod(@Wired("stock") TcpEndpoint stock) {
        assertThat(ask(stock.address(), "how many?")).isEqualTo("3 left");
    }

    @Test
    void twoParameters(@TcpEchoServer TcpEndpoint first, @TcpEchoServer TcpEndpoint second) {
        answers(first);
        assertThat(second).hasAccepted(0);
    }

    @Test
    void otherTypes(
            @TcpEchoServer InetSocketAddress address,
            @TcpEchoServer URI uri,
            @TcpEchoServer String hostAndPort,
            @TcpEchoServer int port) {
        assertThat(ask(address, "one")).isEqualTo("one");
        assertThat(ask(new InetSocketAddress(uri.getHost(), uri.getPort()), "one")).isEqualTo("one");
        assertThat(hostAndPort).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(ask(new InetSocketAddress("127.0.0.1", port), "one")).isEqualTo("one");
    }

    @Test
    void aProxyBeforeAServerFoundByProperty(
            @TcpEchoServer(property = "stock.server") TcpEndpoint server,
            @TcpProxy("${stock.server}") TcpEndpoint proxy) {
        answers(proxy);
        assertThat(server).hasReceivedText("one\n");
        assertThat(System.getProperty("stock.server.port")).isEqualTo("" + server.port());
    }

    private static final class Upper implements TcpHandler {
        @Override
        public void handle(TcpSession session) {
            for (String line = session.readLine(); line != null; line = session.readLine()) {
                session.send(line.toUpperCase() + "\n");
            }
        }
    }

    @Test
    void aHandlerOfThisClass(@TcpServer(handler = Upper.class) TcpEndpoint server) {
        assertThat(ask(server.address(), "one")).isEqualTo("ONE");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @TcpServer(name = "shop", reply = "sold\n")
    @interface Shop {}

    @Test
    @Shop
    void byAnAnnotationOfOurOwn(@Wired("shop") String shop) {
        String[] parts = shop.split(":");
        assertThat(ask(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), "one"))
                .isEqualTo("sold");
    }

    @RepeatedTest(2)
    void repeated(@TcpEchoServer TcpEndpoint server) {
        answers(server);
        assertThat(server).hasAccepted(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void parameterized(String question, @TcpEchoServer TcpEndpoint server) {
        assertThat(ask(server.address(), question)).isEqualTo(question);
    }

    @TestFactory
    Stream<DynamicTest> dynamic(@TcpEchoServer TcpEndpoint server) {
        return IntStream.range(0, 2).mapToObj(i -> DynamicTest.dynamicTest("question " + i, () -> answers(server)));
    }

    @Nested
    class Within {
        @TcpEchoServer
        private TcpEndpoint ofTheInnerInstance;

        @Test
        void seesBoth() {
            answers(ofTheInstance);
            answers(ofTheInnerInstance);
            assertThat(ask(prices, "how much?")).isEqualTo("17");
        }
    }

    private static void answers(TcpEndpoint echo) {
        assertThat(ask(echo.address(), "one")).isEqualTo("one");
    }

    private static String ask(InetSocketAddress server, String question) {
        try (StockClient client = new StockClient(server)) {
            return client.ask(question);
        }
    }
}
