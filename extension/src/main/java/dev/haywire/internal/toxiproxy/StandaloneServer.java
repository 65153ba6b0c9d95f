package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs a control server in a process of its own, with the flags of Toxiproxy's server. */
public final class StandaloneServer {
    private static final String USAGE = """
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

    private static final Set<String> VALUED = Set.of("host", "port", "config", "seed");
    private static final String TOKEN = "TOXIPROXY_AUTH_TOKEN";

    private String host = "localhost";
    private int port = 8474;
    private @Nullable String config;
    private long seed;
    private boolean asksVersion;
    private boolean asksHelp;

    private StandaloneServer() {}

    /**
     * Runs until the process is told to end.
     *
     * @param args the flags
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        StandaloneServer options = new StandaloneServer();
        AccessToken token;
        try {
            options.read(args);
            token = AccessToken.of(System.getenv(TOKEN), TOKEN);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return 2;
        }
        if (options.asksHelp) {
            out.print(USAGE);
            return 0;
        }
        if (options.asksVersion) {
            out.println(
                    "toxiproxy-server version " + ControlApi.VERSION + " (Haywire " + ControlServer.version() + ")");
            return 0;
        }
        try {
            options.start(token, out, err);
        } catch (RuntimeException failure) {
            err.println(failure.getMessage());
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void start(@Nullable AccessToken token, PrintStream out, PrintStream err) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (token == null && !address.isUnresolved() && !address.getAddress().isLoopbackAddress()) {
            err.println("warning: the API at " + Addresses.spelled(address)
                    + " is open to other machines and has no token: each client that reaches it can make this machine"
                    + " listen and connect anywhere; set " + TOKEN + ", or use -host localhost");
        }
        ControlServer server = ControlServer.open(address, seed, token);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "haywire-toxiproxy-end"));
        populate(server, out);
        out.println("Haywire's control server is at " + server.uri());
    }

    /** SIGTERM and SIGINT are how it is meant to end; the JVM alone would end with 143 and 130. */
    private static void end(ControlServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }

    /** One that cannot be used is told of, and the server starts all the same, as Toxiproxy's does. */
    private void populate(ControlServer server, PrintStream out) {
        if (config != null) {
            try {
                out.println("proxies of " + config + ": " + server.populate(Files.readAllBytes(Path.of(config))));
            } catch (IOException unreadable) {
                out.println("config file " + config + " cannot be read: " + unreadable);
            }
        }
    }

    private void read(String[] args) {
        for (int i = 0; i < args.length; i++) {
            String flag = args[i].replaceFirst("^--?", "");
            if (flag.equals(args[i])) {
                throw new IllegalArgumentException("no flag: " + args[i]);
            }
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            if (takesNoValue(name)) {
                continue;
            }
            if (name.endsWith("-metrics")) {
                throw new IllegalArgumentException("-" + name + ": there are no metrics here");
            }
            requireKnown(name);
            if (equals < 0 && ++i == args.length) {
                throw new IllegalArgumentException("flag needs an argument: -" + name);
            }
            set(name, equals < 0 ? args[i] : flag.substring(equals + 1));
        }
    }

    private static void requireKnown(String name) {
        if (!VALUED.contains(name)) {
            throw new IllegalArgumentException("flag provided but not defined: -" + name);
        }
    }

    private boolean takesNoValue(String name) {
        switch (name) {
            case "version" -> asksVersion = true;
            case "help", "h" -> asksHelp = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void set(String name, String value) {
        try {
            switch (name) {
                case "host" -> host = value;
                case "port" -> port = port(value);
                case "config" -> config = value;
                default -> seed = Long.parseLong(value);
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("invalid value \"" + value + "\" for flag -" + name + ": no number");
        }
    }

    private static int port(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("invalid value \"" + value + "\" for flag -port: not from 0 to 65535");
        }
        return port;
    }
}
