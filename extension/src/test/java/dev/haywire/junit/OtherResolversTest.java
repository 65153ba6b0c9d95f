package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bare parameter is claimed only where something is declared for it, and nothing says that somebody else supplies it. */
class OtherResolversTest {

    /** Supplies endpoints, as a mocking library does. */
    static final class Supplies implements ParameterResolver {
        static final TcpEndpoint OWN = (TcpEndpoint) Proxy.newProxyInstance(
                Supplies.class.getClassLoader(),
                new Class<?>[] {TcpEndpoint.class},
                (proxy, method, arguments) -> method.getName().equals("port") ? 7 : null);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TcpEndpoint.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return OWN;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Mock {}

    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(Supplies.class)
    @interface Supplied {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface NonNull {}

    @Test
    void othersSupplyTheirOwn() {
        Kit.run(Mocks.class, Undeclared.class).passed(3);
    }

    @InKit
    @TcpEchoServer
    static class Mocks {
        @Test
        @ExtendWith(Supplies.class)
        void byName(@Mock TcpEndpoint mock) {
            assertThat(mock.port()).isEqualTo(7);
        }

        @Test
        void byMetaAnnotation(@Supplied TcpEndpoint supplied) {
            assertThat(supplied.port()).isEqualTo(7);
        }
    }

    @InKit
    @HaywireTest
    @ExtendWith(Supplies.class)
    static class Undeclared {
        @Test
        void test(TcpEndpoint supplied, @TcpEchoServer String declared) {
            assertThat(supplied.port()).isEqualTo(7);
            assertThat(declared).startsWith("127.0.0.1:");
        }
    }

    @Test
    void annotationsThatSayNothingOfTheSourceDoNotCount() {
        Kit.run(Annotated.class).passed(1);
    }

    @InKit
    @TcpEchoServer
    static class Annotated {
        @Test
        void test(@NonNull TcpEndpoint server) {
            assertThat(Client.echoes(server.address())).isTrue();
        }
    }

    @Test
    void argumentsAreTheirSourcesAndTheRestIsOurs() {
        Kit.run(Arguments.class).passed(5);
    }

    @InKit
    @TcpEchoServer
    static class Arguments {
        static Stream<TcpEndpoint> servers() {
            return Stream.of(Supplies.OWN, Supplies.OWN);
        }

        @ParameterizedTest
        @MethodSource("servers")
        void over(TcpEndpoint argument) {
            assertThat(argument.port()).isEqualTo(7);
        }

        @ParameterizedTest
        @MethodSource("servers")
        void overAndOurs(TcpEndpoint argument, TcpEndpoint ours) {
            assertThat(argument.port()).isEqualTo(7);
            assertThat(Client.echoes(ours.address())).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = "a")
        void text(String argument, TcpEndpoint ours, Haywire haywire) {
            assertThat(Client.echoes(ours.address())).isTrue();
        }
    }

    @Test
    void whereNothingIsDeclaredTheErrorIsJUnits() {
        assertThat(Kit.run(Nothing.class).ended(0, 1, 0).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter [dev.haywire.UdpEndpoint");
    }

    @InKit
    @TcpEchoServer
    static class Nothing {
        @Test
        void test(UdpEndpoint peer) {}
    }

    @Test
    void aFieldIsNotInjectedIntoABareParameter() {
        assertThat(Kit.run(OfField.class).ended(0, 1, 0).failure())
                .hasMessageStartingWith("No ParameterResolver registered for parameter [dev.haywire.UdpEndpoint");
    }

    @InKit
    static class OfField {
        @UdpPeer
        private UdpEndpoint field;

        @Test
        void test(UdpEndpoint peer) {}
    }
}
