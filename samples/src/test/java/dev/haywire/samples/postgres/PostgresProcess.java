package dev.haywire.samples.postgres;

import dev.haywire.samples.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server with a new database in a folder of its own. It refuses to run as root, and is then run as its package's own user. */
final class PostgresProcess implements AutoCloseable {
    private static final Path DEBIANS = Path.of("/usr/lib/postgresql");
    private static final String OWNER = "postgres";

    private final ServerProcess server;
    private final Path folder;

    private PostgresProcess(ServerProcess server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static PostgresProcess start() throws IOException, InterruptedException {
        Path initdb = ServerProcess.installed("postgres", "initdb", "postgresql", debiansFolders());
        boolean root = "root".equals(System.getProperty("user.name"));
        Path folder = Files.createTempDirectory("postgres");
        if (root) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OWNER));
        }
        String data = folder.resolve("data").toString();
        run(as(root, initdb.toString(), "-D", data, "-A", "trust", "-U", OWNER, "--no-sync"));
        InetSocketAddress address = ServerProcess.freeAddress();
        String port = String.valueOf(address.getPort());
        String program = initdb.resolveSibling("postgres").toString();
        ServerProcess server = ServerProcess.start(
                address, as(root, program, "-D", data, "-h", "127.0.0.1", "-p", port, "-k", folder.toString(), "-F"));
        return new PostgresProcess(server, folder);
    }

    private static Stream<Path> debiansFolders() throws IOException {
        if (!Files.isDirectory(DEBIANS)) {
            return Stream.of();
        }
        try (Stream<Path> versions = Files.list(DEBIANS)) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        }
    }

    private static List<String> as(boolean root, String... command) {
        List<String> all = new ArrayList<>();
        if (root) {
            // becomes the command, so that the process can be ended
            all.addAll(List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--init-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        Assumptions.assumeTrue(process.waitFor() == 0, () -> "initdb cannot run here: " + said);
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
