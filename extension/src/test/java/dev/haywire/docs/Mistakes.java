package dev.haywire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The one file of what Haywire says to typical mistakes: tests compare with it, and a page is made from it. */
public final class Mistakes {
    static final String FILE = "/dev/haywire/mistakes.txt";

    private static final List<Mistake> ALL = parse(read());

    private Mistakes() {}

    static List<Mistake> all() {
        return ALL;
    }

    /**
     * Returns the mistakes of a test class, in the order of the file.
     *
     * @param test the class that makes them
     * @return one at least
     */
    public static Stream<Mistake> of(Class<?> test) {
        List<Mistake> own = ALL.stream()
                .filter(mistake -> mistake.owner().equals(test.getSimpleName()))
                .toList();
        assertThat(own).as("mistakes of %s in %s", test.getSimpleName(), FILE).isNotEmpty();
        return own.stream();
    }

    private static String read() {
        try (InputStream file = Mistakes.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Paragraphs: a section is one line that begins with =, a mistake is its title after *, its id, and the message. */
    static List<Mistake> parse(String file) {
        List<Mistake> found = new ArrayList<>();
        String section = "";
        for (String paragraph : file.split("\n\n+")) {
            List<String> lines =
                    paragraph.lines().filter(line -> !line.startsWith("#")).toList();
            if (lines.isEmpty()) {
                continue;
            }
            String first = lines.get(0);
            if (first.startsWith("= ")) {
                section = first.substring(2);
                continue;
            }
            assertThat(first).as("the title of a mistake in %s", FILE).startsWith("* ");
            assertThat(lines).as("title, id and message in %s", FILE).hasSizeGreaterThanOrEqualTo(3);
            String[] id = lines.get(1).split("\\.", 2);
            found.add(new Mistake(
                    section, first.substring(2), id[0], id[1], String.join("\n", lines.subList(2, lines.size()))));
        }
        return found;
    }
}
