package dev.haywire.internal.toxiproxy;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs a control server in a process of its own, with the flags of Toxiproxy's server. */
public final class StandaloneServer {
    private static final String USAGE = """
            Usage of the Haywire control server, which speaks Toxiproxy's API:
              -host string
                    host that the API listens on, of the loopback only (default "localhost")
              -port string
                    port that the API listens on (default "8474")
              -config string
                    JSON file with proxies to create at the start
              -seed int
                    seed of what toxics decide by chance (default 0)
              -version
                    print the version
            """;

    private String host = "localhost";
    private int port = 8474;
    private @Nullable String config;
    private long seed;
    private boolean asksVersion;

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
        try {
            options.read(args);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return 2;
        }
        if (options.asksVersion) {
            out.println(
                    "toxiproxy-server version " + ControlApi.VERSION + " (Haywire " + ControlServer.version() + ")");
            return 0;
        }
        try {
            ControlServer server = ControlServer.start(new InetSocketAddress(options.host, options.port), options.seed);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "haywire-toxiproxy-end"));
            options.populate(server, out);
            out.println("Haywire's control server is at " + server.uri());
        } catch (RuntimeException failure) {
            err.println(failure.getMessage());
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
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
            if (name.equals("version")) {
                asksVersion = true;
                continue;
            }
            if (name.endsWith("-metrics")) {
                throw new IllegalArgumentException("-" + name + ": there are no metrics here");
            }
            if (equals < 0 && ++i == args.length) {
                throw new IllegalArgumentException("flag needs an argument: -" + name);
            }
            set(name, equals < 0 ? args[i] : flag.substring(equals + 1));
        }
    }

    private void set(String name, String value) {
        try {
            switch (name) {
                case "host" -> host = value;
                case "port" -> port = Integer.parseInt(value);
                case "config" -> config = value;
                case "seed" -> seed = Long.parseLong(value);
                default -> throw new IllegalArgumentException("flag provided but not defined: -" + name);
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("invalid value \"" + value + "\" for flag -" + name + ": no number");
        }
    }
}
