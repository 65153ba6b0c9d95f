package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.Wired;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Each placement of both protocols' endpoints, whatever the class is like and however its tests end: live in its tests, and gone afterwards. */
class PlacementMatrixTest {
    private static final Kit.Notes NOTES = new Kit.Notes();
    private static volatile Ending ending = Ending.PASS;

    private enum Ending {
        PASS,
        FAIL,
        ABORT
    }

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    static Stream<Arguments> matrix() {
        return Stream.of(Ending.values())
                .flatMap(how -> Stream.of(
                        Arguments.of(how, OnParameter.class, 2),
                        Arguments.of(how, OnParameterPerClass.class, 2),
                        Arguments.of(how, OnParameterNested.class, 2),
                        Arguments.of(how, OnParameterInherited.class, 2),
                        Arguments.of(how, OnParameterParallel.class, 2),
                        Arguments.of(how, OnField.class, 2),
                        Arguments.of(how, OnFieldPerClass.class, 1),
                        Arguments.of(how, OnFieldNested.class, 2),
                        Arguments.of(how, OnFieldInherited.class, 2),
                        Arguments.of(how, OnFieldParallel.class, 2),
                        Arguments.of(how, OnStaticField.class, 1),
                        Arguments.of(how, OnStaticFieldPerClass.class, 1),
                        Arguments.of(how, OnStaticFieldNested.class, 1),
                        Arguments.of(how, OnStaticFieldInherited.class, 1),
                        Arguments.of(how, OnStaticFieldParallel.class, 1),
                        Arguments.of(how, OnMethod.class, 2),
                        Arguments.of(how, OnMethodPerClass.class, 2),
                        Arguments.of(how, OnMethodNested.class, 2),
                        Arguments.of(how, OnMethodInherited.class, 2),
                        Arguments.of(how, OnMethodParallel.class, 2),
                        Arguments.of(how, OnType.class, 2),
                        Arguments.of(how, OnTypePerClass.class, 2),
                        Arguments.of(how, OnTypeNested.class, 2),
                        Arguments.of(how, OnTypeInherited.class, 2),
                        Arguments.of(how, OnTypeParallel.class, 2)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("matrix")
    void isLiveInItsTestsAndGoneAfterwards(Ending how, Class<?> subject, int endpoints) {
        ending = how;
        Ran ran = Kit.of(subject).parallel().run();
        switch (how) {
            case PASS -> ran.ended(2, 0, 0);
            case FAIL -> assertThat(ran.ended(0, 2, 0).messages()).containsOnly("on purpose");
            case ABORT -> ran.ended(0, 0, 2);
        }
        assertThat(NOTES.all(TcpEndpoint.class)).hasSize(2);
        assertThat(NOTES.all(UdpEndpoint.class)).hasSize(2);
        assertThat(new HashSet<>(NOTES.all(TcpEndpoint.class))).hasSize(endpoints);
        assertThat(new HashSet<>(NOTES.all(UdpEndpoint.class))).hasSize(endpoints);
        assertThat(NOTES.all(TcpEndpoint.class)).allMatch(endpoint -> Client.isGone(endpoint.address()), "is gone");
        assertThat(NOTES.all(UdpEndpoint.class))
                .allMatch(endpoint -> endpoint.toString().contains("closed"), "is gone");
    }

    private static void use(TcpEndpoint endpoint, UdpEndpoint datagrams) {
        assertThat(Client.echoes(endpoint.address())).as("%s echoes", endpoint).isTrue();
        assertThat(Sender.echoes(datagrams.address()))
                .as("%s echoes", datagrams)
                .isTrue();
        NOTES.add(endpoint);
        NOTES.add(datagrams);
        switch (ending) {
            case PASS -> {}
            case FAIL -> throw new IllegalStateException("on purpose");
            case ABORT -> throw new TestAbortedException("on purpose");
        }
    }

    @InKit
    static class OnParameter {
        @Test
        void a(@TcpEchoServer TcpEndpoint endpoint, @UdpEchoServer UdpEndpoint datagrams) {
            use(endpoint, datagrams);
        }

        @Test
        void b(@TcpEchoServer TcpEndpoint endpoint, @UdpEchoServer UdpEndpoint datagrams) {
            use(endpoint, datagrams);
        }
    }

    @InKit
    static class OnField {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @UdpEchoServer
        private UdpEndpoint datagrams;

        @Test
        void a() {
            use(endpoint, datagrams);
        }

        @Test
        void b() {
            use(endpoint, datagrams);
        }
    }

    @InKit
    static class OnStaticField {
        @TcpEchoServer
        private static TcpEndpoint endpoint;

        @UdpEchoServer
        private static UdpEndpoint datagrams;

        @Test
        void a() {
            use(endpoint, datagrams);
        }

        @Test
        void b() {
            use(endpoint, datagrams);
        }
    }

    @InKit
    static class OnMethod {
        @Test
        @TcpEchoServer
        @UdpEchoServer
        void a(TcpEndpoint endpoint, UdpEndpoint datagrams) {
            use(endpoint, datagrams);
        }

        @Test
        @TcpEchoServer(name = "b")
        @UdpEchoServer(name = "datagrams")
        void b(@Wired("b") TcpEndpoint endpoint, @Wired("datagrams") UdpEndpoint datagrams) {
            use(endpoint, datagrams);
        }
    }

    @InKit
    @TcpEchoServer(name = "typed")
    @UdpEchoServer(name = "datagrams")
    static class OnType {
        @Test
        void a(TcpEndpoint endpoint, UdpEndpoint datagrams) {
            assertThat(endpoint.name()).isEqualTo("typed");
            use(endpoint, datagrams);
        }

        @Test
        void b(@Wired("typed") TcpEndpoint endpoint, @Wired("datagrams") UdpEndpoint datagrams) {
            use(endpoint, datagrams);
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    static class OnParameterPerClass extends OnParameter {}

    @InKit
    static class OnParameterNested {
        @Nested
        class Inner extends OnParameter {}
    }

    static class OnParameterInherited extends OnParameter {}

    @Execution(ExecutionMode.CONCURRENT)
    static class OnParameterParallel extends OnParameter {}

    @TestInstance(Lifecycle.PER_CLASS)
    static class OnFieldPerClass extends OnField {}

    @InKit
    static class OnFieldNested {
        @Nested
        class Inner extends OnField {}
    }

    static class OnFieldInherited extends OnField {}

    @Execution(ExecutionMode.CONCURRENT)
    static class OnFieldParallel extends OnField {}

    @TestInstance(Lifecycle.PER_CLASS)
    static class OnStaticFieldPerClass extends OnStaticField {}

    @InKit
    static class OnStaticFieldNested {
        @Nested
        class Inner extends OnStaticField {}
    }

    static class OnStaticFieldInherited extends OnStaticField {}

    @Execution(ExecutionMode.CONCURRENT)
    static class OnStaticFieldParallel extends OnStaticField {}

    @TestInstance(Lifecycle.PER_CLASS)
    static class OnMethodPerClass extends OnMethod {}

    @InKit
    static class OnMethodNested {
        @Nested
        class Inner extends OnMethod {}
    }

    static class OnMethodInherited extends OnMethod {}

    @Execution(ExecutionMode.CONCURRENT)
    static class OnMethodParallel extends OnMethod {}

    @TestInstance(Lifecycle.PER_CLASS)
    static class OnTypePerClass extends OnType {}

    @InKit
    static class OnTypeNested {
        @Nested
        class Inner extends OnType {}
    }

    static class OnTypeInherited extends OnType {}

    @Execution(ExecutionMode.CONCURRENT)
    static class OnTypeParallel extends OnType {}
}
