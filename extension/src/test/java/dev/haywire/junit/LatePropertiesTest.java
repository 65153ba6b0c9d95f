package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.docs.Mistakes;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that sets its property after a framework has made the application is warned of. */
class LatePropertiesTest {
    private static final String WARNED = "haywire.late-property";

    static Stream<Arguments> late() {
        return Mistakes.of(LatePropertiesTest.class).map(mistake -> mistake.ofClass(LatePropertiesTest.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("late")
    void isWarnedOf(Class<?> subject, String message) {
        assertThat(Kit.run(subject).passed(1).entries(WARNED)).containsExactly(message);
    }

    @Test
    void earlyOnesAreNot() {
        assertThat(Kit.run(Early.class, Plain.class).passed(2).entries(WARNED)).isEmpty();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface SpringBootTest {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface QuarkusTest {}

    @Retention(RetentionPolicy.RUNTIME)
    @QuarkusTest
    @interface OurTest {}

    @InKit
    @SpringBootTest
    static class InstanceField {
        @TcpEchoServer(property = "haywire.test.late.field")
        private TcpEndpoint orders;

        @Test
        void test() {}
    }

    @InKit
    @OurTest
    @UdpEchoServer(property = "haywire.test.late.type")
    static class OnTheType {
        @Test
        void test() {}
    }

    @InKit
    @SpringBootTest
    static class Early {
        @TcpEchoServer(property = "haywire.test.late.early")
        private static TcpEndpoint orders;

        @TcpEchoServer(property = "haywire.test.late.scope", scope = Scope.CLASS)
        private TcpEndpoint stock;

        @UdpEchoServer
        private UdpEndpoint withoutProperty;

        @Test
        void test() {}
    }

    @InKit
    static class Plain {
        @TcpEchoServer(property = "haywire.test.late.plain")
        private TcpEndpoint orders;

        @Test
        void test() {}
    }
}
