package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control server in a process of its own, with nothing but our classes on the class path. */
class StandaloneServerTest {
    private static final String STARTED = "Haywire's control server is at ";

    @TempDir
    Path folder;

    private static Process run(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                new File(ControlServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getPath(),
                StandaloneServer.class.getName()));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String ended(int code, String... flags) throws Exception {
        Process process = run(flags);
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(code);
        return printed;
    }

    @Test
    void servesUntilItIsEnded() throws Exception {
        Path config = folder.resolve("proxies.json");
        Files.writeString(config, "[{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]");
        Process process = run("-host", "127.0.0.1", "--port=0", "-config", config.toString(), "-seed", "7");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).startsWith("proxies of " + config + ": 201 {\"proxies\":[{\"name\":\"a\",");
            String started = out.readLine();
            assertThat(started).startsWith(STARTED);
            URI uri = URI.create(started.substring(STARTED.length()));
            InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort());
            assertThat(RawHttp.send(address, "GET", "/version", "").body()).isEqualTo("{\"version\": \"2.12.0\"}\n");
            assertThat(RawHttp.send(address, "GET", "/proxies", "").body()).startsWith("{\"a\":{\"name\":\"a\"");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConfigThatCannotBeUsedIsOnlyToldOf() throws Exception {
        Process process =
                run("-port", "0", "-config", folder.resolve("nothing.json").toString());
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine())
                    .endsWith("cannot be read: java.nio.file.NoSuchFileException: " + folder.resolve("nothing.json"));
            assertThat(out.readLine()).startsWith(STARTED);
        } finally {
            process.destroy();
        }
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(ended(0, "-version")).startsWith("toxiproxy-server version 2.12.0 (Haywire ");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(ended(2, "-colour=red")).startsWith("flag provided but not defined: -colour\nUsage of");
        assertThat(ended(2, "-port")).startsWith("flag needs an argument: -port\n");
        assertThat(ended(2, "-port", "x")).startsWith("invalid value \"x\" for flag -port: no number\n");
        assertThat(ended(2, "-proxy-metrics")).startsWith("-proxy-metrics: there are no metrics here\n");
        assertThat(ended(2, "start")).startsWith("no flag: start\n");
    }

    @Test
    void listensOnTheLoopbackOnly() throws Exception {
        assertThat(ended(1, "-host", "192.0.2.1"))
                .isEqualTo(
                        "a control server at 192.0.2.1:8474: whoever reaches it may have it open ports, so it listens"
                                + " on the loopback only; give 127.0.0.1 or ::1" + System.lineSeparator());
    }
}
