package com.example.payments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL with a new database in a folder of its own. It refuses to run as root, and then runs as its package's own user. */
final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final Path folder = Files.createTempDirectory(USER);
    private final InetSocketAddress address = freeAddress();
    private final Process server;

    private Postgres(Path programs) throws IOException, InterruptedException {
        String data = folder.resolve("data").toString();
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        Process initdb = start(programs.resolve("initdb"), "-D", data, "-A", "trust", "-U", USER, "--no-sync");
        if (!initdb.waitFor(60, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            throw new IllegalStateException("initdb failed");
        }
        String port = String.valueOf(address.getPort());
        server = start(
                programs.resolve("postgres"),
                "-D", data, "-h", address.getHostString(), "-p", port, "-k", folder.toString(), "-F");
        awaitListening();
    }

    static Postgres start() throws IOException, InterruptedException {
        return new Postgres(programs().orElseThrow());
    }

    static boolean isInstalled() throws IOException {
        return programs().isPresent();
    }

    /** The folder of its programs: one of PATH, or where Debian has them. */
    private static Optional<Path> programs() throws IOException {
        try (Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
                Stream<Path> debians = versions(Path.of("/usr/lib/postgresql"))) {
            return Stream.concat(path, debians)
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .findFirst();
        }
    }

    private static Stream<Path> versions(Path folder) throws IOException {
        return Files.isDirectory(folder) ? Files.list(folder).map(version -> version.resolve("bin")) : Stream.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }

    private static Process start(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitListening() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !server.isAlive()) {
                    close();
                    throw new IllegalStateException("PostgreSQL does not listen on " + address, notYet);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        try {
            // SIGTERM would wait for the pool, whose context lives on
            new ProcessBuilder("kill", "-INT", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException noKill) {
            server.destroy();
        }
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
