package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.Wired;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** System properties that endpoints set, and endpoints that wait for them. */
class PropertiesTest {
    private static final String P = "haywire.test.properties";
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @AfterEach
    void nothingStays() {
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith(P));
    }

    private static List<String> values() {
        return List.of(System.getProperty(P), System.getProperty(P + ".host"), System.getProperty(P + ".port"));
    }

    @Test
    void areSetWhileTheEndpointLivesAndRestored() {
        System.setProperty(P + ".port", "before");
        try {
            Kit.run(Sets.class).passed(2);
            assertThat(System.getProperty(P + ".port")).isEqualTo("before");
        } finally {
            System.clearProperty(P + ".port");
        }
    }

    @InKit
    static class Sets {
        Sets() {
            assertThat(System.getProperty(P + ".port")).isEqualTo("before");
        }

        @TcpEchoServer(property = P)
        private TcpEndpoint endpoint;

        @RepeatedTest(2)
        void test() {
            assertThat(values()).containsExactly("127.0.0.1:" + endpoint.port(), "127.0.0.1", "" + endpoint.port());
        }
    }

    @Test
    void ofTypesAndMethodsAreSetBeforeTheConstructor() {
        Kit.run(BeforeConstructor.class).passed(1);
    }

    @InKit
    @TcpEchoServer(property = P)
    static class BeforeConstructor {
        private final List<String> constructed = values();
        private final String ofMethod = System.getProperty(P + ".method");

        @Test
        @TcpEchoServer(name = "method", property = P + ".method")
        void test(@Wired("method") String address) {
            assertThat(constructed).isEqualTo(values());
            assertThat(ofMethod).isEqualTo(address);
        }
    }

    @Test
    void aProxyStartsAfterTheEndpointThatSetsItsUpstream() {
        Kit.run(Fields.class, FieldAndType.class, Parameters.class, StaticFields.class, PerClass.class)
                .passed(5);
    }

    private static void forwards(TcpEndpoint proxy) {
        assertThat(Client.echoes(proxy.address())).isTrue();
    }

    @InKit
    static class Fields {
        @TcpProxy("${" + P + ".host}:${" + P + ".port}")
        private TcpEndpoint proxy;

        @TcpEchoServer(property = P)
        private TcpEndpoint server;

        @Test
        void test() {
            forwards(proxy);
            assertThat(server.acceptedCount()).isEqualTo(1);
        }
    }

    @InKit
    @TcpProxy("${" + P + "}")
    static class FieldAndType {
        @TcpEchoServer(property = P)
        private TcpEndpoint server;

        @Test
        void test(TcpEndpoint proxy) {
            forwards(proxy);
        }
    }

    @InKit
    static class Parameters {
        @Test
        void test(
                @TcpProxy("${" + P + ".b}") TcpEndpoint c,
                @TcpProxy(value = "${" + P + ".a}", property = P + ".b") TcpEndpoint b,
                @TcpEchoServer(property = P + ".a") TcpEndpoint a) {
            forwards(c);
        }
    }

    @InKit
    static class StaticFields {
        @TcpProxy("${" + P + "}")
        private static TcpEndpoint proxy;

        @TcpEchoServer(property = P, scope = Scope.CLASS)
        private TcpEndpoint server;

        @Test
        void test() {
            forwards(proxy);
        }
    }

    @InKit
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClass {
        @TcpProxy("${" + P + "}")
        private TcpEndpoint proxy;

        @TcpEchoServer(property = P)
        private TcpEndpoint server;

        @Test
        void test() {
            forwards(proxy);
        }
    }

    @Test
    void aConfigurationParameterComesBeforeASystemProperty() {
        System.setProperty(P + ".upstream", "127.0.0.1:1");
        try {
            Kit.run(Upstream.class).passed(1);
            Kit.of(Upstream.class).with(P + ".upstream", "nonsense").run().ended(0, 1, 0);
        } finally {
            System.clearProperty(P + ".upstream");
        }
    }

    @InKit
    static class Upstream {
        @TcpProxy("${" + P + ".upstream}")
        private TcpEndpoint proxy;

        @Test
        void test() {}
    }

    @Test
    void whatOneHoldsAnotherCannotHave() {
        Ran ran = Kit.run(Holds.class);
        assertThat(ran.failure())
                .hasMessage(
                        "Two live endpoints set the system property " + P + ".port:"
                                + " @TcpEchoServer on field PropertiesTest.Holds.one and @TcpEchoServer on parameter 0 of method"
                                + " PropertiesTest.Holds.test(TcpEndpoint); allowed is one at a time, give them different values of property");
        assertThat(NOTES.all()).isEmpty();
    }

    @InKit
    static class Holds {
        @TcpEchoServer(property = P)
        private static TcpEndpoint one;

        @Test
        void test(@TcpEchoServer(property = P + ".port") TcpEndpoint other) {
            NOTES.add("ran");
        }
    }
}
