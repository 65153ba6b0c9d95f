package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import dev.haywire.fault.Stall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** When annotated faults are live, and on what. */
class FaultsAroundTestsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static List<String> faults(TcpEndpoint endpoint) {
        return endpoint.faults().stream()
                .map(ActiveFault::fault)
                .map(Object::toString)
                .toList();
    }

    @Test
    void areLiveExactlyAroundTheTestMethod() {
        Kit.run(Around.class).passed(1);
        assertThat(NOTES.all()).containsExactly("set up healthy", "refused", "tear down healthy");
    }

    @InKit
    static class Around {
        @TcpEchoServer
        @Refuse
        private TcpEndpoint endpoint;

        @BeforeEach
        void setUp() {
            NOTES.add(Client.echoes(endpoint.address()) ? "set up healthy" : "set up broken");
        }

        @Test
        void test() {
            NOTES.add(Client.isRefused(endpoint.address()) ? "refused" : "not refused");
        }

        @AfterEach
        void tearDown() {
            NOTES.add(Client.echoes(endpoint.address()) ? "tear down healthy" : "tear down broken");
        }
    }

    @Test
    void endWithAFailingToo() {
        Kit.run(Failing.class).ended(0, 1, 0);
        assertThat(NOTES.all()).containsExactly("healthy");
    }

    @InKit
    static class Failing {
        @Test
        @Refuse
        void test(@TcpEchoServer(name = "db", scope = Scope.CLASS) TcpEndpoint endpoint) {
            throw new IllegalStateException("on purpose");
        }

        @AfterEach
        void tearDown(@Wired("db") TcpEndpoint endpoint) {
            NOTES.add(Client.echoes(endpoint.address()) ? "healthy" : "broken");
        }
    }

    @Test
    void ofAFactoryLastUntilItsLastDynamicTest() {
        Kit.run(Factory.class).passed(2);
        assertThat(NOTES.all()).containsExactly(true, true, false);
    }

    @InKit
    static class Factory {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @TestFactory
        @Refuse
        Stream<DynamicTest> factory() {
            return Stream.of("a", "b")
                    .map(name -> dynamicTest(name, () -> NOTES.add(Client.isRefused(endpoint.address()))));
        }

        @AfterEach
        void tearDown() {
            NOTES.add(Client.isRefused(endpoint.address()));
        }
    }

    @Test
    void goToTheEndpointThatTheyStandBeside() {
        Kit.of(Beside.class).with("haywire.unfired-faults", "ignore").run().passed(1);
    }

    @InKit
    @TcpEchoServer(name = "typed", scope = Scope.CLASS)
    static class Beside {
        private static TcpEndpoint before;
        private final TcpEndpoint constructed;
        private TcpEndpoint setUp;

        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @Wired("typed")
        @Latency(2)
        private TcpEndpoint wired;

        Beside(@TcpEchoServer @Latency(3) TcpEndpoint constructed) {
            this.constructed = constructed;
        }

        @BeforeAll
        static void beforeAll(@TcpEchoServer @Latency(4) TcpEndpoint endpoint) {
            before = endpoint;
        }

        @BeforeEach
        void setUp(@TcpEchoServer @Latency(5) TcpEndpoint endpoint) {
            setUp = endpoint;
        }

        @Test
        void test(@TcpEchoServer @Latency(6) @Latency(7) TcpEndpoint endpoint, @Wired("shared") @Latency(8) int port) {
            assertThat(faults(shared)).containsExactly("latency(1 ms)", "latency(8 ms)");
            assertThat(faults(wired)).containsExactly("latency(2 ms)");
            assertThat(faults(constructed)).containsExactly("latency(3 ms)");
            assertThat(faults(before)).containsExactly("latency(4 ms)");
            assertThat(faults(setUp)).containsExactly("latency(5 ms)");
            assertThat(faults(endpoint)).containsExactly("latency(6 ms)", "latency(7 ms)");
            assertThat(port).isEqualTo(shared.port());
        }
    }

    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Latency(1)
    @Slice(100)
    @interface Sluggish {}

    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Sluggish
    @Stall(on = "one")
    @interface Composed {}

    @Test
    void addUpFromTypesMethodsAndCompositionsTheOutermostFirst() {
        Kit.of(Outer.class).with("haywire.unfired-faults", "ignore").run().passed(2);
        assertThat(NOTES.all())
                .containsExactly(
                        List.of("latency(9 ms)"), List.of(),
                        List.of("latency(9 ms)", "latency(1 ms)", "slice(100)", "stall()"),
                                List.of("latency(1 ms)", "slice(100)"));
    }

    @InKit
    @Latency(value = 9, on = "one")
    static class Outer {
        @TcpEchoServer
        private TcpEndpoint one;

        @TcpEchoServer
        private TcpEndpoint two;

        @Test
        void outer() {
            NOTES.add(faults(one));
            NOTES.add(faults(two));
        }

        @Nested
        class Inner {
            @Test
            @Composed
            void inner() {
                NOTES.add(faults(one));
                NOTES.add(faults(two));
            }
        }
    }

    @Test
    void onATypeLeaveTestsAloneThatHaveNoSuchEndpoint() {
        Kit.run(SomeHaveOne.class).passed(3);
        assertThat(NOTES.all()).containsExactly(1);
    }

    @InKit
    @Refuse
    @Refuse(on = "named")
    static class SomeHaveOne {
        @Test
        void a() {}

        @Test
        void b(@TcpEchoServer TcpEndpoint endpoint) {
            NOTES.add(endpoint.faults().size());
        }

        @Test
        void c(@TcpEchoServer(name = "named", scope = Scope.CLASS) String address) {}
    }

    @Test
    void onATypeWithoutAnySuchEndpointAreAnError() {
        assertThat(Kit.run(NoneHasOne.class).ended(1, 0, 0, 1).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "@Latency(1) on type FaultsAroundTestsTest.NoneHasOne broke nothing: no test has such an endpoint\n"
                                + "@Refuse(on = \"db\") on type FaultsAroundTestsTest.NoneHasOne broke nothing: no test has such an endpoint,"
                                + " none is named \"db\"; allowed: a fault that fires, required = false on it, or haywire.unfired-faults = warn or ignore");
    }

    @InKit
    @Latency(value = 1)
    @Refuse(on = "db")
    static class NoneHasOne {
        @Test
        void test() {}
    }

    @Test
    void thatContradictEachOtherAreAnErrorAndNothingStays() {
        Ran ran = Kit.run(Contradicting.class).ended(1, 1, 0);
        assertThat(ran.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@ConnectHang on method FaultsAroundTestsTest.Contradicting.a(): connectHang() contradicts refuse()")
                .hasMessageContaining("refuse()");
        assertThat(NOTES.all()).isEmpty();
    }

    @InKit
    static class Contradicting {
        @TcpEchoServer
        private static TcpEndpoint shared;

        @Test
        @Refuse
        @dev.haywire.fault.ConnectHang
        void a() {
            NOTES.add("ran");
        }

        @Test
        void b() {
            assertThat(Client.echoes(shared.address())).isTrue();
        }
    }

    @Test
    void aFaultThatLacksItsDirectionIsAnErrorNamingBothSpellings() {
        assertThat(Kit.run(NoDirection.class).ended(0, 1, 0).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@Reset(afterBytes = 1) on method FaultsAroundTestsTest.NoDirection.test(TcpEndpoint), applied to ")
                .hasMessageContaining("Direction.UPSTREAM")
                .hasMessageContaining("Direction.DOWNSTREAM");
        assertThat(NOTES.all()).isEmpty();
    }

    @InKit
    static class NoDirection {
        @Test
        @Reset(afterBytes = 1)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            NOTES.add("ran");
        }
    }

    @Test
    void healingInTheTestEndsThemToo() {
        Kit.run(Healing.class).passed(1);
    }

    @InKit
    static class Healing {
        @Test
        void test(@TcpEchoServer @Reset(afterBytes = 1, direction = Direction.UPSTREAM) TcpEndpoint endpoint) {
            assertThat(Client.echoes(endpoint.address())).isFalse();
            endpoint.heal();
            assertThat(Client.echoes(endpoint.address())).isTrue();
        }
    }
}
