package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Endpoints that outlive a test; and that the JUnit here is the one that was asked for. */
class ScopesTest {

    @Test
    void runsOnTheJUnitThatWasAskedFor() {
        assertThat(System.getProperty("wanted.junit.version")).isEqualTo(junit());
    }

    @Nested
    @TcpEchoServer(name = "broker", scope = Scope.CLASS)
    class ForTheClass {
        static int port;

        @BeforeAll
        static void rememberThePort(@Wired("broker") TcpEndpoint broker) {
            port = broker.port();
        }

        @RepeatedTest(2)
        void oneForAllTests(@Wired("broker") TcpEndpoint broker) {
            assertThat(broker.port()).isEqualTo(port);
            assertThat(broker).hasAccepted(0);
            try (StockClient client = new StockClient(broker.address())) {
                assertThat(client.ask("one")).isEqualTo("one");
            }
            assertThat(broker).hasAccepted(1);
        }
    }

    static final class ForTheSession {
        static final List<Integer> PORTS = new ArrayList<>();

        static class First {
            @TcpEchoServer(name = "registry", scope = Scope.SESSION)
            TcpEndpoint registry;

            @Test
            void first() {
                PORTS.add(registry.port());
            }
        }

        static class Second {
            @TcpEchoServer(name = "registry", scope = Scope.SESSION)
            TcpEndpoint registry;

            @Test
            void second() {
                PORTS.add(registry.port());
            }
        }
    }

    /** The one thing that JUnit 5.12 cannot do says so. */
    @Test
    void sessionScope() {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ForTheSession.First.class), selectClass(ForTheSession.Second.class))
                .execute()
                .allEvents();
        if (junit().startsWith("5.12.")) {
            assertThat(events.failed().stream())
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow())
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure)
                            .hasMessageEndingWith(": scope = SESSION needs JUnit 5.13 or newer, which has a store"
                                    + " for the launcher session; allowed before is scope = CLASS"));
        } else {
            assertThat(events.failed().count()).isZero();
            assertThat(ForTheSession.PORTS).hasSize(2).containsOnly(ForTheSession.PORTS.get(0));
        }
    }

    private static String junit() {
        return Test.class.getPackage().getImplementationVersion();
    }
}
