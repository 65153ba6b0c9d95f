package com.example.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What becomes of an endpoint's address in contexts that Spring keeps for later classes: pairs of classes, run one after the other. */
class CachedContextsTest {

    /** What a test saw: the bean of its context, the address that the bean had read, and the class's endpoint. */
    record Seen(StockClient client, TcpEndpoint server, boolean isItsAddress) {}

    private static final List<Seen> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void aMethodInEachClassGivesEachAContextOfItsOwn() {
        assertThat(run(OwnMethod.class, AnotherOwnMethod.class)).isEmpty();
        assertThat(contexts()).isEqualTo(2);
        assertThat(SEEN).hasSize(2).allMatch(Seen::isItsAddress);
    }

    @Test
    void aMethodInABaseClassIsOneContextWithTheFirstAddress() {
        assertThat(run(InheritedMethod.class, AnotherInheritedMethod.class)).isEmpty();
        assertThat(contexts()).isEqualTo(1);
        assertThat(endpoints()).isEqualTo(2);
    }

    @Test
    void aPropertyAloneIsOneContextWithTheFirstAddress() {
        assertThat(run(OnlyProperty.class, AnotherOnlyProperty.class)).isEmpty();
        assertThat(contexts()).isEqualTo(1);
        assertThat(endpoints()).isEqualTo(2);
    }

    @Test
    void aPropertyNeedsAContextThatEndsWithItsClass() {
        assertThat(run(DirtyProperty.class, AnotherDirtyProperty.class)).isEmpty();
        assertThat(contexts()).isEqualTo(2);
        assertThat(SEEN).hasSize(2).allMatch(Seen::isItsAddress);
    }

    @Test
    void aClassThatRunsAgainFindsItsOldContext() {
        assertThat(run(RunTwice.class)).isEmpty();
        assertThat(run(RunTwice.class)).isEmpty();
        assertThat(contexts()).isEqualTo(1);
        assertThat(endpoints()).isEqualTo(2);
    }

    @Test
    void anEndpointOfTheSessionServesTheContextThatAllShare() {
        List<String> failures = run(OfTheSession.class, AnotherOfTheSession.class);
        if (isJUnitBefore513()) {
            assertThat(failures).hasSize(2).allMatch(failure -> failure.contains("5.13"), "names the version");
            return;
        }
        assertThat(failures).isEmpty();
        assertThat(contexts()).isEqualTo(1);
        assertThat(endpoints()).isEqualTo(1);
        assertThat(SEEN).hasSize(2).allMatch(Seen::isItsAddress);
    }

    private static boolean isJUnitBefore513() {
        return Test.class.getPackage().getImplementationVersion().startsWith("5.12.");
    }

    private static long contexts() {
        return SEEN.stream().map(Seen::client).distinct().count();
    }

    private static long endpoints() {
        return SEEN.stream().map(Seen::server).distinct().count();
    }

    /** Runs the classes in this order, in one session, and returns the failures. */
    private static List<String> run(Class<?>... classes) {
        List<String> failures = new ArrayList<>();
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (Class<?> type : classes) {
                SummaryGeneratingListener summary = new SummaryGeneratingListener();
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(type))
                                        .build(),
                                summary);
                summary.getSummary().getFailures().forEach(failure -> failures.add(failure.getException()
                        .getMessage()));
            }
        }
        return failures;
    }

    @SpringBootTest
    abstract static class Fixture {
        @Autowired
        StockClient client;

        void see(TcpEndpoint server) {
            SEEN.add(new Seen(client, server, client.address().equals(server.host() + ":" + server.port())));
        }
    }

    static class OwnMethod extends Fixture {
        @TcpEchoServer
        static TcpEndpoint server;

        @DynamicPropertySource
        static void stockServer(DynamicPropertyRegistry registry) {
            registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
        }

        @Test
        void test() {
            see(server);
        }
    }

    static class AnotherOwnMethod extends Fixture {
        @TcpEchoServer
        static TcpEndpoint server;

        @DynamicPropertySource
        static void stockServer(DynamicPropertyRegistry registry) {
            registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
        }

        @Test
        void test() {
            see(server);
        }
    }

    static class RunTwice extends Fixture {
        @TcpEchoServer
        static TcpEndpoint server;

        @DynamicPropertySource
        static void stockServer(DynamicPropertyRegistry registry) {
            registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
        }

        @Test
        void test() {
            see(server);
        }
    }

    abstract static class WithMethod extends Fixture {
        @TcpEchoServer
        static TcpEndpoint server;

        @DynamicPropertySource
        static void stockServer(DynamicPropertyRegistry registry) {
            registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
        }

        @Test
        void test() {
            see(server);
        }
    }

    static class InheritedMethod extends WithMethod {}

    static class AnotherInheritedMethod extends WithMethod {}

    abstract static class WithProperty extends Fixture {
        @TcpEchoServer(property = "stock.server")
        static TcpEndpoint server;

        @Test
        void test() {
            see(server);
        }
    }

    static class OnlyProperty extends WithProperty {}

    @DirtiesContext // for the classes after these two
    static class AnotherOnlyProperty extends WithProperty {}

    @DirtiesContext
    static class DirtyProperty extends WithProperty {}

    @DirtiesContext
    static class AnotherDirtyProperty extends WithProperty {}

    // tag::session
    abstract static class WithEndpointOfTheSession extends Fixture {
        @TcpEchoServer(scope = Scope.SESSION)
        static TcpEndpoint server;

        @DynamicPropertySource
        static void stockServer(DynamicPropertyRegistry registry) {
            registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
        }
        // end::session

        @Test
        void test() {
            see(server);
        }
    }

    static class OfTheSession extends WithEndpointOfTheSession {}

    static class AnotherOfTheSession extends WithEndpointOfTheSession {}
}
