package dev.haywire.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The names of the classes that a program loads in a JVM of its own. */
final class LoadedClasses {
    private LoadedClasses() {}

    static Set<String> by(Path folder, Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path loaded = Files.createTempFile(folder, "loaded", ".txt");
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded + ":none",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
        Set<String> names = new LinkedHashSet<>();
        for (String line : Files.readAllLines(loaded)) {
            int end = line.indexOf(" source: ");
            if (end > 0) {
                names.add(line.substring(0, end));
            }
        }
        assertThat(names).contains(program.getName());
        return names;
    }
}
