package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Reset;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that a framework loads by a class loader of its own, and with them a copy of Haywire. */
class AnotherCopyTest {
    private static final String P = "haywire.test.copy";

    /** Has classes of ours of its own, and all others in common. */
    private static final class Copy extends ClassLoader {
        Copy() {
            super("copy", AnotherCopyTest.class.getClassLoader());
        }

        static Class<?> of(Class<?> subject) throws ClassNotFoundException {
            return new Copy().loadClass(subject.getName());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null
                        ? known
                        : name.startsWith("dev.haywire.") ? own(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException | NullPointerException missing) {
                throw new ClassNotFoundException(name, missing);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void actsForItsOwnTestsWhetherAnotherIsAutoDetectedOrNot(String detected) throws Exception {
        Kit.of(Copy.of(First.class), Second.class, Copy.of(Third.class))
                .with("junit.jupiter.extensions.autodetection.enabled", detected)
                .run()
                .ended(9, 3, 0)
                .messages()
                .forEach(message -> assertThat(message).contains("@Drop(1) on method", "never fired"));
        assertThat(System.getProperty(P)).isNull();
    }

    static class First extends Subject {}

    static class Second extends Subject {}

    static class Third extends Subject {}

    @InKit
    abstract static class Subject {
        @TcpEchoServer(property = P)
        private static TcpEndpoint shared;

        @TcpEchoServer
        private TcpEndpoint field;

        @Test
        void injects(@TcpEchoServer TcpEndpoint parameter) {
            assertThat(List.of(shared, field, parameter)).allMatch(one -> Client.echoes(one.address()));
            assertThat(System.getProperty(P)).isEqualTo("127.0.0.1:" + shared.port());
        }

        @Test
        @Reset(on = "field", after = "COMMIT", direction = Direction.UPSTREAM)
        void breaks() throws IOException {
            try (Socket client = new Socket(field.host(), field.port())) {
                client.getOutputStream().write("COMMIT".getBytes());
                field.connection(0).awaitClosed();
            }
        }

        @Test
        @Drop(1)
        void neverFires(@UdpPeer UdpEndpoint peer) {}

        @Test
        void sees() {
            assertThat(shared.acceptedCount()).isZero();
        }
    }

    @Test
    void sessionEndpointsAreOnePerCopyAndTheirPropertyOneForAll() throws Exception {
        Kit.of(Session.class, Copy.of(AnotherSession.class)).run().passed(2);
        Throwable failure = Kit.of(Held.class, Copy.of(HeldToo.class))
                .run()
                .ended(1, 0, 0, 1)
                .failure();
        assertThat(failure)
                .hasMessageStartingWith(
                        "Two live endpoints set the system property " + P
                                + ": @TcpEchoServer on field AnotherCopyTest.Held.server and "
                                + "@TcpEchoServer on field AnotherCopyTest.HeldToo.server"
                                + "; allowed is one at a time, give them different values of property; the first is of another copy of Haywire, in ");
    }

    @InKit
    static class Session {
        @TcpEchoServer(name = "copies", scope = Scope.SESSION)
        private static TcpEndpoint server;

        @Test
        void test() {
            assertThat(Client.echoes(server.address())).isTrue();
            assertThat(server.acceptedCount()).isEqualTo(1);
        }
    }

    @InKit
    static class AnotherSession {
        @TcpEchoServer(name = "copies", scope = Scope.SESSION)
        private static TcpEndpoint server;

        @Test
        void test() {
            assertThat(Client.echoes(server.address())).isTrue();
            assertThat(server.acceptedCount()).isEqualTo(1);
        }
    }

    @InKit
    static class Held {
        @TcpEchoServer(name = "held", scope = Scope.SESSION, property = P)
        private static TcpEndpoint server;

        @Test
        void test() {}
    }

    @InKit
    static class HeldToo {
        @TcpEchoServer(name = "held", scope = Scope.SESSION, property = P)
        private static TcpEndpoint server;

        @Test
        void test() {}
    }

    @Test
    void faultsAreAppliedWhereAnotherExtensionCallsTheMethodItself() {
        Kit.run(CalledByAnother.class).ended(1, 1, 0).messages().forEach(message -> assertThat(message)
                .contains("@Drop(1) on method", "never fired"));
    }

    @InKit
    @ExtendWith(Calls.class)
    static class CalledByAnother {
        @Test
        @Reset(after = "COMMIT", direction = Direction.UPSTREAM)
        void breaks(@TcpEchoServer TcpEndpoint server) throws IOException {
            try (Socket client = new Socket(server.host(), server.port())) {
                client.getOutputStream().write("COMMIT".getBytes());
                server.connection(0).awaitClosed();
            }
        }

        @Test
        @Drop(1)
        void neverFires(@UdpPeer UdpEndpoint peer) {}
    }

    static final class Calls implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation,
                ReflectiveInvocationContext<java.lang.reflect.Method> called,
                ExtensionContext context)
                throws Throwable {
            invocation.skip();
            called.getExecutable().setAccessible(true);
            called.getExecutable()
                    .invoke(
                            context.getRequiredTestInstance(),
                            called.getArguments().toArray());
        }
    }
}
