package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.HaywireTest;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider.Lock;

/** What JUnit is told of properties and fixed ports, so that it plans around them. */
class EndpointLocksTest {
    private final EndpointLocks locks = new EndpointLocks();

    private static Set<Lock> set(String... keys) {
        return Set.copyOf(Stream.of(keys).map(Lock::new).toList());
    }

    private static Method method(Class<?> type) throws NoSuchMethodException {
        return Stream.of(type.getDeclaredMethods())
                .filter(one -> one.getName().equals("test"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatLivesAsLongAsTheClassIsTheClasssTheRestEachTests() throws Exception {
        assertThat(locks.provideForClass(Everywhere.class))
                .isEqualTo(set("system property p", "system property p.host", "system property p.port", "UDP port 53"));
        assertThat(locks.provideForMethod(List.of(), Everywhere.class, method(Everywhere.class)))
                .isEqualTo(set("TCP port 80", "TCP port 81", "UDP port 81"));
        assertThat(locks.provideForNestedClass(List.of(Everywhere.class), Everywhere.Inner.class))
                .isEmpty();
        assertThat(locks.provideForMethod(
                        List.of(Everywhere.class), Everywhere.Inner.class, method(Everywhere.Inner.class)))
                .isEqualTo(set("TCP port 80"));
        assertThat(locks.provideForClass(PerClass.class)).isEqualTo(set("TCP port 82"));
        assertThat(locks.provideForMethod(List.of(), PerClass.class, method(PerClass.class)))
                .isEmpty();
    }

    static class Everywhere {
        @TcpEchoServer(property = "p")
        private static TcpEndpoint shared;

        @UdpEchoServer(port = 53, scope = Scope.SESSION)
        private UdpEndpoint session;

        @TcpEchoServer(port = 80)
        private TcpEndpoint field;

        void test(
                @TcpEchoServer(name = "tcp", port = 81) TcpEndpoint tcp,
                @UdpEchoServer(samePortAs = "tcp") UdpEndpoint udp) {}

        class Inner {
            void test() {}
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClass {
        @TcpEchoServer(port = 82)
        private TcpEndpoint field;

        void test() {}
    }

    @Test
    void whatIsDeclaredWronglyIsToldWhenItRuns() throws Exception {
        assertThat(locks.provideForClass(Wrong.class)).isEmpty();
        assertThat(locks.provideForMethod(List.of(), Wrong.class, method(Wrong.class)))
                .isEmpty();
    }

    static class Wrong {
        @TcpEchoServer(port = -1)
        private static TcpEndpoint shared;

        void test() {}
    }

    @Test
    void classesWithHaywireTestWaitForEachOthersStaticEndpoints() {
        Kit.of(One.class, Two.class, Three.class).parallel().run().passed(6);
    }

    @InKit
    @HaywireTest
    @Execution(ExecutionMode.CONCURRENT)
    static class One {
        @TcpEchoServer(property = "haywire.test.locks", port = 26_120)
        private static TcpEndpoint server;

        @Test
        void a() {
            assertThat(System.getProperty("haywire.test.locks.port")).isEqualTo("26120");
        }

        @Test
        void b() {}
    }

    static class Two extends One {}

    static class Three extends One {}
}
