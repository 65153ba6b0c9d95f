package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.Processes;
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
import org.junit.jupiter.api.parallel.ResourceLock;

/** The control server in a process of its own, with nothing but our classes on the class path. */
@ResourceLock(Processes.STARTED)
class StandaloneServerTest {
    private static final String STARTED = "Haywire's control server is at ";

    @TempDir
    Path folder;

    private static Process run(String... flags) throws IOException {
        return runWithToken("", flags);
    }

    private static Process runWithToken(String token, String... flags) throws IOException {
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
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TOXIPROXY_AUTH_TOKEN", token);
        return builder.start();
    }

    private static InetSocketAddress address(String started) {
        assertThat(started).startsWith(STARTED);
        URI uri = URI.create(started.substring(STARTED.length()));
        return new InetSocketAddress(uri.getHost(), uri.getPort());
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
            InetSocketAddress address = address(out.readLine());
            assertThat(RawHttp.send(address, "GET", "/version", "").body()).isEqualTo("{\"version\": \"2.12.0\"}\n");
            assertThat(RawHttp.send(address, "GET", "/proxies", "").body()).startsWith("{\"a\":{\"name\":\"a\"");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        if (!System.getProperty("os.name").startsWith("Windows")) { // which has no SIGTERM
            assertThat(process.exitValue()).isZero();
        }
    }

    @Test
    void asksForTheTokenOfItsEnvironment() throws Exception {
        Process process = runWithToken("s3cret", "-port", "0");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            InetSocketAddress address = address(out.readLine());
            assertThat(RawHttp.send(address, "GET", "/proxies", "").status()).isEqualTo(401);
            assertThat(RawHttp.send(address, "GET", "/proxies", "", "Authorization: Bearer s3cret")
                            .body())
                    .isEqualTo("{}");
        } finally {
            process.destroy();
        }
    }

    @Test
    void refusesATokenThatNoHeaderCarries() throws Exception {
        Process process = runWithToken("two words", "-port", "0");
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(printed)
                .startsWith("TOXIPROXY_AUTH_TOKEN: a token must be visible ASCII characters without blanks, as a header"
                        + " carries it\nUsage of");
    }

    @Test
    void warnsWhereOtherMachinesReachItWithoutAToken() throws Exception {
        Process open = run("-host", "0.0.0.0", "-port", "0");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(open.getInputStream(), UTF_8))) {
            assertThat(out.readLine())
                    .isEqualTo("warning: the API at 0.0.0.0:0 is open to other machines and has no token: each client"
                            + " that reaches it can make this machine listen and connect anywhere; set"
                            + " TOXIPROXY_AUTH_TOKEN, or use -host localhost");
            assertThat(RawHttp.send(address(out.readLine()), "GET", "/proxies", "")
                            .status())
                    .isEqualTo(200);
        } finally {
            open.destroy();
        }
        Process guarded = runWithToken("s3cret", "-host", "0.0.0.0", "-port", "0");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(guarded.getInputStream(), UTF_8))) {
            assertThat(RawHttp.send(address(out.readLine()), "GET", "/proxies", "")
                            .status())
                    .isEqualTo(401);
        } finally {
            guarded.destroy();
        }
    }

    @Test
    void tellsItsFlags() throws Exception {
        String usage = """
                Usage of the Haywire control server, which speaks Toxiproxy's API:
                  -host string
                        host that the API listens on (default "localhost"); one that other machines
                        reach needs a token
                  -port string
                        port that the API listens on (default "8474")
                  -config string
                        JSON file with proxies to create at the start
                  -seed int
                        seed of what toxics decide by chance (default 0)
                  -version
                        print the version and end
                  -help
                        print this and end

                Environment:
                  TOXIPROXY_AUTH_TOKEN
                        token that each request must bear: Authorization: Bearer TOKEN (default none)
                """;
        for (String flag : List.of("--help", "-help", "-h")) {
            assertThat(ended(0, flag)).isEqualTo(usage);
        }
        assertThat(ended(2, "--colour")).isEqualTo("flag provided but not defined: -colour\n" + usage);
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
        assertThat(ended(2, "-port", "65536"))
                .startsWith("invalid value \"65536\" for flag -port: not from 0 to 65535\nUsage of");
        assertThat(ended(2, "-proxy-metrics")).startsWith("-proxy-metrics: there are no metrics here\n");
        assertThat(ended(2, "start")).startsWith("no flag: start\n");
    }

    @Test
    void saysWhereItCannotListen() throws Exception {
        assertThat(ended(1, "-host", "192.0.2.1"))
                .endsWith("the control server cannot listen on 192.0.2.1:8474: Cannot assign requested address"
                        + System.lineSeparator());
        assertThat(ended(1, "-host", "nohost.invalid"))
                .isEqualTo("the control server cannot listen on nohost.invalid:8474: no such host"
                        + System.lineSeparator());
    }
}
