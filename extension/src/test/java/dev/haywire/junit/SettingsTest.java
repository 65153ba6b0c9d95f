package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration parameters {@code haywire.*}. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "haywire.seed | lucky | a number or random",
                "haywire.seed | 1.5 | a number or random",
                "haywire.unfired-faults | FAIL | fail, warn, ignore",
                "haywire.timeout | soon | a number above 0 with ns, us, ms, s, m, h or d, seconds where there is no unit, such as \"500 ms\" or \"5 s\"",
                "haywire.timeout | 0 s | a number above 0 with ns, us, ms, s, m, h or d, seconds where there is no unit, such as \"500 ms\" or \"5 s\"",
                "haywire.host | :::zz | an address or name of this machine",
                "haywire.backend | docker | embedded, toxiproxy",
                "haywire.toxiproxy.url | nonsense | a URL such as http://127.0.0.1:8474",
                "haywire.toxiproxy.url | https://127.0.0.1:8474 | a URL such as http://127.0.0.1:8474",
                "haywire.toxiproxy.image | '' | the name of an image",
                "haywire.toxiproxy.required | yes | true, false",
                "haywire.report | sometimes | on-failure, always, never"
            })
    void anUnreadableValueIsAnErrorOfTheTestsThatUseEndpoints(String key, String value, String allowed) {
        assertThat(Kit.of(Plain.class).with(key, value).run().ended(0, 0, 0, 1).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter " + key + " is \"" + value + "\"; allowed: " + allowed);
        assertThat(Kit.of(OnlyOneUses.class)
                        .with(key, value)
                        .run()
                        .ended(1, 1, 0)
                        .failure())
                .hasMessageContaining("Configuration parameter " + key + " is \"" + value + "\"; allowed: " + allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "haywire.seed | -42",
                "haywire.seed | random",
                "haywire.unfired-faults | warn",
                "haywire.timeout | 500 ms",
                "haywire.host | localhost",
                "haywire.backend | embedded",
                "haywire.toxiproxy.url | http://127.0.0.1:8474",
                "haywire.toxiproxy.image | example/toxiproxy:1",
                "haywire.toxiproxy.required | true",
                "haywire.report | on-failure",
                "haywire.report | always",
                "haywire.report | never"
            })
    void aReadableOneIsFine(String key, String value) {
        Kit.of(Plain.class).with(key, value).run().passed(1);
    }

    @InKit
    static class Plain {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void test() {}
    }

    @InKit
    static class OnlyOneUses {
        @Test
        void one(@TcpEchoServer TcpEndpoint endpoint) {}

        @Test
        void other() {}
    }

    @Test
    void theTimeoutBoundsWaitsWithoutOne() {
        Kit.of(Waits.class).with("haywire.timeout", "150 ms").run().passed(1);
    }

    @InKit
    static class Waits {
        @Test
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            long start = System.nanoTime();
            Throwable failure = catchThrowable(() -> endpoint.awaitAccepted(1));
            assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("150 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theHostIsWhereEndpointsListenThatNameNone() {
        Kit.of(Hosts.class).with("haywire.host", "127.0.0.2").run().passed(1);
    }

    @InKit
    static class Hosts {
        @Test
        void test(
                @TcpEchoServer String address,
                @TcpEchoServer(host = "127.0.0.3") String other,
                dev.haywire.Haywire haywire) {
            assertThat(address).startsWith("127.0.0.2:");
            assertThat(other).startsWith("127.0.0.3:");
            assertThat(haywire.tcpEchoServer().host()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void aHostThatIsNotOfThisMachineIsAnErrorThatNamesTheDeclaration() {
        assertThat(Kit.of(Plain.class).with("haywire.host", "192.0.2.1").run().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@TcpEchoServer on field SettingsTest.Plain.endpoint: ")
                .hasMessageContaining("192.0.2.1");
    }
}
