package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.GivenToxiproxy;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a JVM that is interrupted leaves behind on a real Toxiproxy. */
@ResourceLock(value = GivenToxiproxy.LOCK, mode = ResourceAccessMode.READ)
@EnabledIfSystemProperty(named = GivenToxiproxy.URL, matches = ".+", disabledReason = GivenToxiproxy.NEEDS_URL)
class RealToxiproxyCleanupTest {

    @Test
    void anInterruptedJvmTakesItsProxiesAlong() throws Exception {
        InetSocketAddress control = GivenToxiproxy.control();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsAnEndpoint.class.getName(),
                        GivenToxiproxy.url().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThat(proxies(control)).contains("-held\"");
        } finally {
            jvm.destroy();
        }
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(proxies(control)).doesNotContain("-held\"");
    }

    private static String proxies(InetSocketAddress control) throws Exception {
        return RawHttp.send(control, "GET", "/proxies", "").body();
    }
}
