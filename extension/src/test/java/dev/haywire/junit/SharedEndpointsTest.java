package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** Endpoints that outlive a test: their records restart before each, and faults applied in code end with what they were applied in. */
class SharedEndpointsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    /** Nothing is left of the tests before; leaves a connection and a fault behind. */
    private static void startsAnewAndLeavesThings(TcpEndpoint endpoint) {
        assertThat(endpoint.acceptedCount()).isZero();
        assertThat(endpoint.faults()).isEmpty();
        assertThat(Client.echoes(endpoint.address())).isTrue();
        assertThat(endpoint.connection(0).receivedText()).isEqualTo("ping");
        NOTES.add(endpoint.apply(Faults.stall()));
    }

    @Test
    void restartBeforeEachTestWhereverTheyAreDeclared() {
        Kit.run(InClass.class).passed(6);
        assertThat(NOTES.all(ActiveFault.class)).hasSize(20).noneMatch(ActiveFault::isActive);
    }

    @InKit
    @TestInstance(Lifecycle.PER_CLASS)
    static class InClass {
        private final TcpEndpoint constructed;
        private TcpEndpoint beforeAll;
        private TcpEndpoint inCode;

        @TcpEchoServer
        private static TcpEndpoint staticField;

        @TcpEchoServer
        private TcpEndpoint field;

        InClass(@TcpEchoServer TcpEndpoint constructed) {
            this.constructed = constructed;
        }

        @BeforeAll
        void keep(@TcpEchoServer TcpEndpoint endpoint, Haywire haywire) {
            beforeAll = endpoint;
            inCode = haywire.tcpEchoServer();
        }

        private void useAll() {
            startsAnewAndLeavesThings(staticField);
            startsAnewAndLeavesThings(field);
            startsAnewAndLeavesThings(constructed);
            startsAnewAndLeavesThings(beforeAll);
        }

        @RepeatedTest(2)
        void test(@TcpEchoServer(scope = Scope.CLASS) TcpEndpoint wide) {
            startsAnewAndLeavesThings(wide);
            useAll();
        }

        @Nested
        class Inner {
            @RepeatedTest(2)
            void test() {
                useAll();
            }
        }

        @RepeatedTest(2)
        void ofHaywire() {
            startsAnewAndLeavesThings(inCode);
        }
    }

    @Test
    void whatConstructorsAndSetUpDidIsStillThereInTheTest() {
        Kit.run(Prepared.class).passed(2);
    }

    @InKit
    static class Prepared {
        @TcpEchoServer
        private static TcpEndpoint shared;

        private final ActiveFault fault;

        Prepared() {
            fault = shared.apply(Faults.reset().onAccept().firstConnections(1));
        }

        @BeforeEach
        void connect() {
            assertThat(Client.echoes(shared.address())).isFalse();
        }

        @RepeatedTest(2)
        void test() {
            assertThat(shared.acceptedCount()).isEqualTo(1);
            assertThat(fault.isActive()).isTrue();
            assertThat(fault.fired()).isEqualTo(1);
        }
    }

    @Test
    void whatWasAppliedBeforeAllTestsEndsWithTheClass() {
        Kit.run(AppliedBeforeAll.class).passed(4);
        assertThat(NOTES.all(ActiveFault.class)).hasSize(3).noneMatch(ActiveFault::isActive);
    }

    @InKit
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class AppliedBeforeAll {
        @TcpEchoServer(scope = Scope.SESSION, name = "sharedEndpointsTest")
        private static TcpEndpoint session;

        @TcpEchoServer
        private static TcpEndpoint shared;

        private static ActiveFault outer;

        @BeforeAll
        static void apply() {
            outer = shared.apply(Faults.latency(Duration.ofMillis(1)));
            NOTES.add(outer);
            NOTES.add(session.apply(Faults.latency(Duration.ofMillis(1))));
        }

        @RepeatedTest(2)
        void stays() {
            assertThat(shared.faults()).containsExactly(outer);
            assertThat(session.faults()).hasSize(1);
        }

        @Nested
        @TestClassOrder(ClassOrderer.ClassName.class)
        class Inner {
            @Nested
            class A {
                private static ActiveFault inner;

                @BeforeAll
                static void apply() {
                    inner = shared.apply(Faults.slice(1));
                    NOTES.add(inner);
                }

                @Test
                void hasBoth() {
                    assertThat(shared.faults()).containsExactly(outer, inner);
                }
            }

            @Nested
            class B {
                @Test
                void hasTheOuterOneAlone() {
                    assertThat(shared.faults()).containsExactly(outer);
                    assertThat(A.inner.isActive()).isFalse();
                }
            }
        }
    }

    @Test
    void openConnectionsAreCarriedOverBeforeNewOnes() throws IOException {
        try {
            Kit.run(CarriesOver.class).passed(2);
        } finally {
            for (Socket socket : NOTES.all(Socket.class)) {
                socket.close();
            }
        }
    }

    @InKit
    static class CarriesOver {
        @TcpEchoServer
        private static TcpEndpoint shared;

        @Test
        void a() throws IOException {
            Client.echoes(shared.address());
            Socket open = Client.open(shared.address());
            NOTES.add(open);
            assertThat(Client.exchange(open, "before", 6)).isEqualTo("before");
        }

        @Test
        void b() throws IOException {
            Socket open = NOTES.all(Socket.class).get(0);
            assertThat(Client.exchange(open, "after", 5)).isEqualTo("after");
            assertThat(shared.connection(0).receivedText()).isEqualTo("after");
            assertThat(shared.acceptedCount()).isZero();
            assertThat(Client.echoes(shared.address())).isTrue();
            assertThat(shared.connection(1).receivedText()).isEqualTo("ping");
            assertThat(shared.takeConnection().index()).isEqualTo(1);
        }
    }

    @Test
    void connectionsThatATestHasClosedAreNotCarriedOver() {
        Kit.run(ClosesItsOwn.class).passed(30);
    }

    @InKit
    static class ClosesItsOwn {
        private static final class EchoesLines implements TcpHandler {
            @Override
            public void handle(TcpSession session) {
                for (String line = session.readLine(); line != null; line = session.readLine()) {
                    session.send(line + "\n");
                }
            }
        }

        @TcpEchoServer
        private static TcpEndpoint echo;

        @TcpServer(handler = EchoesLines.class, property = "haywire.test.echoesLines")
        private static TcpEndpoint server;

        @TcpProxy("${haywire.test.echoesLines}")
        private static TcpEndpoint proxy;

        private static void isTheFirst(TcpEndpoint endpoint) throws IOException {
            assertThat(endpoint.openCount()).isZero();
            try (Socket socket = Client.open(endpoint.address())) {
                assertThat(Client.exchange(socket, "ping\n", 5)).isEqualTo("ping\n");
                assertThat(endpoint.connection(0).receivedText()).isEqualTo("ping\n");
            }
        }

        @RepeatedTest(10)
        void ofAnEchoServer() throws IOException {
            isTheFirst(echo);
        }

        @RepeatedTest(10)
        void ofAHandler() throws IOException {
            isTheFirst(server);
        }

        @RepeatedTest(10)
        void ofAProxy() throws IOException {
            isTheFirst(proxy);
        }
    }
}
