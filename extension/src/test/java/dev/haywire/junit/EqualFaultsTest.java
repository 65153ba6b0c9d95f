package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Stall;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two fault annotations that are equal in all attributes on one element are a slip of the pen. */
class EqualFaultsTest {
    private static final Runs RUN = new Runs();
    private static final String END =
            " are equal in all attributes: keep one of them, or change an attribute of the other";

    static Stream<Arguments> equal() {
        return Stream.of(
                Arguments.of(
                        OnMethod.class,
                        "@Latency(5) and @Latency(5) on method EqualFaultsTest.OnMethod.test(TcpEndpoint)" + END),
                Arguments.of(OnType.class, "@Stall and @Stall on type EqualFaultsTest.OnType" + END),
                Arguments.of(
                        OnField.class,
                        "@Stall(on = \"db\") and @Stall(on = \"db\") on field EqualFaultsTest.OnField.endpoint" + END),
                Arguments.of(
                        OnParameter.class,
                        "@Duplicate(0.5) and @Duplicate(0.5) on parameter 0 of method"
                                + " EqualFaultsTest.OnParameter.test(UdpEndpoint)" + END),
                Arguments.of(
                        InContainer.class,
                        "@Drop(value = {3, 5}, direction = UPSTREAM) and @Drop(value = {3, 5}, direction = UPSTREAM)"
                                + " on method EqualFaultsTest.InContainer.test(UdpEndpoint)" + END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equal")
    void areAnErrorThatNamesBoth(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @InKit
    static class OnMethod {
        @Test
        @Latency(5)
        @Latency(value = 10, direction = Direction.UPSTREAM)
        @Latency(value = 5, jitter = 0)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @Stall
    @Stall
    static class OnType {
        @Test
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class OnField {
        @TcpEchoServer(name = "db")
        @Stall(on = "db")
        @Stall(on = "db")
        TcpEndpoint endpoint;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class OnParameter {
        @Test
        void test(@UdpEchoServer @Duplicate(0.5) @Duplicate(0.5) UdpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class InContainer {
        @Test
        @Drop.List({
            @Drop(
                    value = {3, 5},
                    direction = Direction.UPSTREAM),
            @Drop(
                    value = {3, 5},
                    direction = Direction.UPSTREAM)
        })
        void test(@UdpEchoServer UdpEndpoint endpoint) {
            RUN.count();
        }
    }

    @Test
    void unequalOnesCombineAndThoseOfOtherElementsAndOfComposedAnnotationsToo() {
        Kit.run(Combined.class).passed(1);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Latency(value = 1, required = false)
    @interface Slow {}

    @InKit
    @Latency(value = 1, required = false)
    static class Combined {
        @Test
        @Slow
        @Latency(value = 1, required = false)
        @Latency(value = 1, direction = Direction.UPSTREAM, required = false)
        @Latency(value = 2, required = false)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }
}
