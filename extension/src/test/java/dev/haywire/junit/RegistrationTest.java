package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Refuse;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** However often the extension is registered, it acts once; and only while tests run. */
class RegistrationTest {
    private static final String AUTO = "junit.jupiter.extensions.autodetection.enabled";
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @ParameterizedTest
    @ValueSource(classes = {ByAnnotation.class, ByExtendWith.class, ByStaticField.class, ByInstanceField.class})
    void eachWayIsEnough(Class<?> subject) {
        Kit.run(subject).passed(1);
        assertThat(Client.isGone(NOTES.all(TcpEndpoint.class).get(0).address())).isTrue();
    }

    private static void use(Haywire haywire) {
        NOTES.add(haywire.tcpEchoServer());
    }

    @InKit
    @HaywireTest
    static class ByAnnotation {
        @Test
        void test(Haywire haywire) {
            use(haywire);
        }
    }

    @InKit
    @ExtendWith(HaywireExtension.class)
    static class ByExtendWith {
        @Test
        void test(Haywire haywire) {
            use(haywire);
        }
    }

    @InKit
    static class ByStaticField {
        @RegisterExtension
        static final HaywireExtension EXTENSION = new HaywireExtension();

        @Test
        void test(Haywire haywire) {
            use(haywire);
        }
    }

    @InKit
    static class ByInstanceField {
        @RegisterExtension
        final HaywireExtension extension = new HaywireExtension();

        @Test
        void test(Haywire haywire) {
            use(haywire);
        }
    }

    @Test
    void autoDetectionIsEnoughAndNothingIsNot() {
        Kit.of(Unregistered.class).with(AUTO, "true").run().passed(1);
        assertThat(Kit.run(Unregistered.class).ended(0, 1, 0).failure())
                .isInstanceOf(ParameterResolutionException.class);
    }

    @InKit
    static class Unregistered {
        @Test
        void test(Haywire haywire) {
            use(haywire);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void allWaysTogetherActOnce(String auto) {
        Kit.of(Everything.class).with(AUTO, auto).run().passed(1);
        assertThat(NOTES.all()).hasSize(3);
        assertThat(new HashSet<>(NOTES.all())).hasSize(1);
    }

    @InKit
    @HaywireTest
    @Refuse
    @TcpEchoServer(name = "typed", property = "haywire.test.registration")
    static class Everything {
        @RegisterExtension
        static final HaywireExtension ONE = new HaywireExtension();

        @RegisterExtension
        static final HaywireExtension TWO = new HaywireExtension();

        @RegisterExtension
        final HaywireExtension three = new HaywireExtension();

        @TcpEchoServer
        private static TcpEndpoint shared;

        @BeforeEach
        void setUp(Haywire haywire) {
            NOTES.add(haywire);
        }

        @Test
        void test(Haywire haywire, TcpEndpoint typed, @TcpEchoServer TcpEndpoint parameter) {
            NOTES.add(haywire);
            assertThat(typed.faults()).hasSize(1);
            assertThat(parameter.faults()).hasSize(1);
            assertThat(shared.faults()).hasSize(1);
        }

        @AfterEach
        void tearDown(Haywire haywire, TcpEndpoint typed) {
            NOTES.add(haywire);
            assertThat(typed.faults()).isEmpty();
        }
    }

    @Test
    void theClassHasAHaywireOfItsOwn() {
        Kit.run(OfClass.class).passed(1);
        assertThat(NOTES.all(TcpEndpoint.class)).hasSize(1).allMatch(endpoint -> Client.isGone(endpoint.address()));
    }

    @InKit
    @HaywireTest
    static class OfClass {
        private static Haywire ofClass;
        private static TcpEndpoint made;

        @BeforeAll
        static void keep(Haywire haywire) {
            ofClass = haywire;
            made = haywire.tcpEchoServer();
            NOTES.add(made);
        }

        @Test
        void test(Haywire haywire) {
            assertThat(haywire).isNotSameAs(ofClass);
            assertThat(Client.echoes(made.address())).isTrue();
        }
    }

    @Test
    void nothingStartsDuringDiscovery() {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Undiscovered.class))
                .configurationParameter(Kit.MARK, "true")
                .build();
        assertThat(LauncherFactory.create().discover(request).containsTests()).isTrue();
        assertThat(Undiscovered.endpoint).isNull();
        Kit.run(Undiscovered.class).passed(1);
        assertThat(Undiscovered.endpoint).isNotNull();
    }

    @InKit
    static class Undiscovered {
        @TcpEchoServer
        private static TcpEndpoint endpoint;

        @Test
        void test() {}
    }
}
