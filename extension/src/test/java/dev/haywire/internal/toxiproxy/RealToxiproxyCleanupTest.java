package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a JVM that is interrupted leaves behind on a real Toxiproxy. */
@EnabledIfSystemProperty(
        named = "haywire.test.toxiproxy.url",
        matches = ".+",
        disabledReason = "-Dhaywire.test.toxiproxy.url=http://127.0.0.1:8474 names a Toxiproxy that runs")
class RealToxiproxyCleanupTest {

    @Test
    void anInterruptedJvmTakesItsProxiesAlong() throws Exception {
        URI url = URI.create(System.getProperty("haywire.test.toxiproxy.url"));
        InetSocketAddress control = new InetSocketAddress(url.getHost(), url.getPort());
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsAnEndpoint.class.getName(),
                        url.toString())
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
