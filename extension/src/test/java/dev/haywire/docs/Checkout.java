package dev.haywire.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository. */
final class Checkout {
    private static final Path ROOT = root();

    private Checkout() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/CONTRIBUTING.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not inside a checkout: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    static Path file(String relative) {
        return ROOT.resolve(relative);
    }

    /** The README and the pages of docs. */
    static List<Path> pages() {
        try (Stream<Path> docs = Files.list(file("docs"))) {
            return Stream.concat(Stream.of(file("README.md")), docs.filter(page -> page.toString()
                            .endsWith(".md")))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The only source file of that class, by its simple name. */
    static Path source(String simpleName) {
        List<Path> found = Stream.of(
                        "extension/src/test/java",
                        "samples/src/main/java",
                        "samples/src/test/java",
                        "samples/consumers/spring/src/test/java",
                        "samples/consumers/quarkus/src/test/java",
                        "samples/consumers/micronaut/src/test/java",
                        "samples/consumers/kotlin/src/test/kotlin")
                .map(Checkout::file)
                .filter(Files::isDirectory)
                .flatMap(Checkout::walk)
                .filter(path -> path.endsWith(simpleName + ".java") || path.endsWith(simpleName + ".kt"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("one source file " + simpleName
                    + ".java is wanted among the tests and the samples, found " + found);
        }
        return found.get(0);
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
