package dev.haywire.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server of the distribution's package on a port of loopback, for one class of tests; where there is none they are skipped. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final InetSocketAddress address;

    private ServerProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Finds a program, or skips the test and prints why.
     *
     * @param sample what the line begins with
     * @param debianPackage what to install
     * @param folders where it may be, apart from PATH
     */
    public static Path installed(String sample, String program, String debianPackage, Stream<Path> folders) {
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        Path found = Stream.concat(path, folders)
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null) {
            System.out.println("[" + sample + "] skipped: " + program + " is not installed (Debian: apt-get install "
                    + debianPackage + ")");
        }
        Assumptions.assumeTrue(found != null, program + " is not installed");
        return found;
    }

    /** Returns a port that nobody has now. */
    public static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }

    /** Starts it, and waits until it listens. */
    public static ServerProcess start(InetSocketAddress address, List<String> command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ServerProcess server = new ServerProcess(process, address);
        server.awaitListening();
        return server;
    }

    private void awaitListening() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    close();
                    throw new IllegalStateException(process.info() + " does not listen on " + address, notYet);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
