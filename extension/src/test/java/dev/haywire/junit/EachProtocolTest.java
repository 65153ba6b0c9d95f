package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.EachProtocol;
import dev.haywire.Endpoint;
import dev.haywire.Protocol;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.Wired;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Stall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EventType;

/** One test, run over each protocol. */
class EachProtocolTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static boolean echoes(Endpoint endpoint) {
        return endpoint.protocol() == Protocol.TCP
                ? Client.echoes(endpoint.address())
                : Sender.echoes(endpoint.address());
    }

    private static String faults(Endpoint endpoint) {
        List<Object> faults =
                endpoint.faults().stream().<Object>map(ActiveFault::fault).toList();
        return endpoint.protocol() + " " + faults;
    }

    private static List<String> names(Ran ran) {
        return ran.results()
                .testEvents()
                .filter(event -> event.getType() == EventType.FINISHED)
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    @Test
    void runsOnceOverTcpAndOnceOverUdp() {
        Ran ran = Kit.run(Both.class).passed(2);
        assertThat(names(ran)).containsExactly("TCP", "UDP");
        assertThat(NOTES.all())
                .containsExactly(
                        "TcpEndpoint",
                        "TCP endpoint \"EachProtocolTest.Both.test(Endpoint)@EachProtocol\"",
                        true,
                        "UdpEndpoint",
                        "UDP endpoint \"EachProtocolTest.Both.test(Endpoint)@EachProtocol\"",
                        true);
    }

    @InKit
    static class Both {
        @EachProtocol
        void test(Endpoint endpoint) {
            NOTES.add(endpoint instanceof TcpEndpoint ? "TcpEndpoint" : "UdpEndpoint");
            NOTES.add(endpoint.toString().replaceAll(" at .*", ""));
            NOTES.add(echoes(endpoint));
        }
    }

    @Test
    void givesTheSameEndpointToTheMethodsAround() {
        Kit.run(Around.class).passed(4);
    }

    @InKit
    static class Around {
        private Endpoint before;

        @BeforeEach
        void setUp(Endpoint endpoint) {
            before = endpoint;
        }

        @EachProtocol
        void test(Endpoint endpoint, Endpoint again, @Wired InetSocketAddress address) {
            assertThat(endpoint).isSameAs(before).isSameAs(again);
            assertThat(address).isEqualTo(endpoint.address());
        }

        @AfterEach
        void tearDown(Endpoint endpoint) {
            assertThat(endpoint).isSameAs(before);
        }

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            @EachProtocol
            void test(Endpoint endpoint) {
                assertThat(endpoint).isSameAs(before);
                assertThat(echoes(endpoint)).isTrue();
            }
        }
    }

    @Test
    void skipsFaultsOfTheOtherProtocol() {
        Kit.of(Broken.class).with("haywire.unfired-faults", "ignore").run().passed(2);
        assertThat(NOTES.all())
                .containsExactly(
                        "TCP [latency(1 ms), reset().onAccept()]",
                        "UDP [latency(1 ms), loss(0.3), stall().upstream().nth(3)]");
    }

    @InKit
    static class Broken {
        @EachProtocol
        @Latency(1)
        @Loss(0.3)
        @Stall(nth = 3, direction = Direction.UPSTREAM)
        @Reset(onAccept = true)
        void test(Endpoint endpoint) {
            NOTES.add(faults(endpoint));
        }
    }

    @Test
    void judgesFaultsInTheRunThatHasThem() {
        Ran ran = Kit.run(Idle.class).ended(3, 1, 0);
        assertThat(ran.failure())
                .hasMessageStartingWith(
                        "@Drop(value = 2, direction = UPSTREAM) on method EachProtocolTest.Idle.idle(Endpoint)"
                                + " never fired on EachProtocolTest.Idle.idle(Endpoint)@EachProtocol, where it selected 0 datagrams");
    }

    @InKit
    static class Idle {
        @EachProtocol
        @Drop(value = 2, direction = Direction.UPSTREAM)
        void idle(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
        }

        @EachProtocol
        @Latency(1)
        void busy(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
        }
    }

    @Test
    void standsBesideEndpointsOfItsOwn() {
        Kit.run(Beside.class).passed(2);
        assertThat(NOTES.all()).containsExactly("TCP []", "UDP [loss(0.3)]", "UDP []", "UDP [loss(0.3)]");
    }

    @InKit
    @TcpEchoServer(name = "db")
    @UdpPeer(name = "agent")
    static class Beside {
        @EachProtocol
        @Loss(value = 0.3, on = "agent", required = false)
        void test(Endpoint endpoint, TcpEndpoint db, UdpEndpoint agent, @Wired("db") Endpoint wired) {
            assertThat(endpoint).isNotSameAs(db).isNotSameAs(agent);
            assertThat(db).isSameAs(wired);
            NOTES.add(faults(endpoint));
            NOTES.add(faults(agent));
        }
    }

    @Test
    void isATestAnnotationItself() {
        Ran ran = Kit.run(WithTest.class).passed(2);
        assertThat(names(ran)).containsExactly("TCP", "UDP");
        assertThat(ran.results()
                        .testEvents()
                        .skipped()
                        .map(event -> event.getRequiredPayload(String.class))
                        .toList())
                .containsExactly("@EachProtocol runs it once over TCP, once over UDP; @Test beside it can be left out");
    }

    @InKit
    static class WithTest {
        @Test
        @EachProtocol
        void test(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "repeated, @RepeatedTest",
        "parameterized, @ParameterizedTest",
        "factory, @TestFactory",
        "template, @TestTemplate",
        "composed, @RepeatedTest"
    })
    void refusesWhatMakesRunsOfItsOwn(String method, String annotation) {
        Ran ran = Kit.ofMethod(WithOthers.class, method).run().ended(0, 0, 0, 1);
        assertThat(ran.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@EachProtocol on method EachProtocolTest.WithOthers." + method + "(): " + annotation
                        + " makes runs of its own, which have no protocol; remove one of the two");
    }

    @InKit
    static class WithOthers {
        @EachProtocol
        @RepeatedTest(2)
        void repeated() {}

        @EachProtocol
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized() {}

        @EachProtocol
        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(DynamicTest.dynamicTest("one", () -> {}));
        }

        @EachProtocol
        @TestTemplate
        void template() {}

        @TwiceOverBoth
        void composed() {}
    }

    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @RepeatedTest(2)
    @interface Twice {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @EachProtocol
    @Twice
    @interface TwiceOverBoth {}

    @Test
    void runsTwiceHoweverOftenItIsRegistered() {
        Kit.run(Registered.class, Composed.class).passed(4);
    }

    @InKit
    static class Registered {
        @RegisterExtension
        private final HaywireExtension extension = new HaywireExtension();

        @RegisterExtension
        private static final HaywireExtension ANOTHER = new HaywireExtension();

        @EachProtocol
        void test(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
        }
    }

    @InKit
    static class Composed {
        @OverBoth
        void test(Endpoint endpoint) {
            assertThat(faults(endpoint)).endsWith("[latency(1 ms)]");
            assertThat(echoes(endpoint)).isTrue();
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @EachProtocol
    @Latency(1)
    @interface OverBoth {}

    @Test
    void runsAtTheSameTimeAsOthers() {
        Kit.of(Concurrent.class).parallel().run().passed(6);
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class Concurrent {
        @EachProtocol
        void a(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
            assertThat(endpoint.faults()).isEmpty();
        }

        @EachProtocol
        @Latency(1)
        void b(Endpoint endpoint) {
            assertThat(echoes(endpoint)).isTrue();
            assertThat(endpoint.faults()).hasSize(1);
        }

        @EachProtocol
        void c(Endpoint endpoint) {
            a(endpoint);
        }
    }

    @Test
    void leavesParametersOfOtherTestsAlone() {
        assertThat(Kit.run(Plain.class).ended(0, 1, 0).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter [dev.haywire.Endpoint");
    }

    @InKit
    static class Plain {
        @Test
        @UdpPeer
        void test(Endpoint endpoint) {}
    }
}
