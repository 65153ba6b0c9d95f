package dev.haywire.reproducible;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK of this machine, and programs of the tests run on it. */
public record Jdk(Path home) {

    /** The JDK that runs this. */
    public static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /** Looks beside the running one, and where Linux has them. */
    static Optional<Jdk> of(int feature) throws IOException {
        if (Runtime.version().feature() == feature) {
            return Optional.of(running());
        }
        for (Path folder : List.of(running().home.getParent(), Path.of("/usr/lib/jvm"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> homes = Files.list(folder)) {
                    Optional<Path> found =
                            homes.filter(home -> is(home, feature)).sorted().findFirst();
                    if (found.isPresent()) {
                        return found.map(Jdk::new);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean is(Path home, int feature) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + feature);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Runs the program in a JVM of its own and returns what it printed. */
    public String run(Class<?> program, String... options) throws Exception {
        Path out = Files.createTempFile("haywire", ".out");
        Path err = Files.createTempFile("haywire", ".err");
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError(program.getName() + " has not ended within 90 s: " + Files.readString(err));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(program.getName() + " has failed: " + Files.readString(err));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
