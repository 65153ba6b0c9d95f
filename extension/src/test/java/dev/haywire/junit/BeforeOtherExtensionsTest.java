package dev.haywire.junit;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.HaywireTest;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints of the class are live before another extension starts the application, wherever that one is registered. */
class BeforeOtherExtensionsTest {
    private static final String P = "haywire.test.before-others";
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @AfterEach
    void nothingStays() {
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith(P));
    }

    /** As Micronaut and others do: reads the configuration and connects before all tests. */
    static class Application implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            String port = System.getProperty(P + ".port");
            NOTES.add(String.valueOf(port));
            try {
                new Socket("127.0.0.1", Integer.parseInt(port)).close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(Application.class)
    @interface StartsApplication {}

    @ParameterizedTest
    @ValueSource(classes = {Field.class, Above.class, Below.class, OnTheType.class, Datagrams.class})
    void theApplicationFindsThem(Class<?> subject) {
        Kit.run(subject).passed(1);
        assertThat(NOTES.all(String.class)).hasSize(1).doesNotContain("null");
    }

    @InKit
    @StartsApplication
    static class Field {
        @TcpEchoServer(property = P)
        static TcpEndpoint server;

        @Test
        void test() {
            assertThat(server.port()).isEqualTo(Integer.getInteger(P + ".port"));
        }
    }

    @InKit
    @HaywireTest
    @StartsApplication
    static class Above {
        @TcpEchoServer(property = P)
        static TcpEndpoint server;

        @Test
        void test() {}
    }

    @InKit
    @StartsApplication
    @HaywireTest
    static class Below {
        @TcpEchoServer(property = P)
        static TcpEndpoint server;

        @Test
        void test() {}
    }

    @InKit
    @StartsApplication
    @TcpEchoServer(property = P, scope = Scope.CLASS)
    static class OnTheType {
        @Test
        void test() {}
    }

    @InKit
    @StartsApplication
    static class Datagrams {
        @TcpEchoServer
        static TcpEndpoint samePort;

        @UdpEchoServer(property = P, samePortAs = "samePort")
        static UdpEndpoint server;

        @Test
        void test() {}
    }

    @Test
    void aNestedClassHasItsOwnBeforeItsOwn() {
        Kit.run(Around.class).passed(1);
        assertThat(NOTES.all(String.class)).hasSize(1).doesNotContain("null");
    }

    @InKit
    static class Around {
        @Nested
        @StartsApplication
        class Inner {
            @TcpEchoServer(property = P)
            static TcpEndpoint server;

            @Test
            void test() {}
        }
    }

    static class SetsTheUpstream implements BeforeAllCallback, AfterAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            System.setProperty(P + ".upstream", "127.0.0.1:9");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            System.clearProperty(P + ".upstream");
        }
    }

    @Test
    void oneThatNeedsWhatAnotherExtensionSetsStartsAfterIt() {
        Kit.run(Late.class).passed(1);
    }

    @InKit
    @ExtendWith(SetsTheUpstream.class)
    static class Late {
        @TcpEchoServer(property = P, port = 0)
        static TcpEndpoint first;

        @TcpProxy("${" + P + ".upstream}")
        static TcpEndpoint proxy;

        @Test
        void test() {
            assertThat(proxy).hasAccepted(0);
            assertThat(Client.isGone(first.address())).isFalse();
        }
    }

    @Test
    void whatStaysWrongIsToldOnce() {
        Kit.run(Wrong.class).ended(0, 0, 0, 1);
        assertThat(Kit.run(Wrong.class).failure()).hasMessageContaining(P + ".nowhere");
    }

    @InKit
    static class Wrong {
        @TcpEchoServer(property = P)
        static TcpEndpoint first;

        @TcpProxy("${" + P + ".nowhere}")
        static TcpEndpoint proxy;

        @Test
        void test() {}
    }

    @Test
    void aClassThatALaterConditionDisablesLeavesNothing() {
        Kit.run(Disabled.class).passed(0);
        assertThat(Disabled.server == null || Client.isGone(Disabled.server.address()))
                .isTrue();
    }

    @InKit
    @HaywireTest
    @EnabledIf("never")
    static class Disabled {
        @TcpEchoServer(property = P)
        static TcpEndpoint server;

        static boolean never() {
            return false;
        }

        @Test
        void test() {}
    }
}
