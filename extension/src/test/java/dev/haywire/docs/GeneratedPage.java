package dev.haywire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of which a part is made from tests: it is as it would be made now, or, when asked to, it is written. */
public final class GeneratedPage {
    private static final String WRITE = "haywire.docs.write";

    private GeneratedPage() {}

    /**
     * Fails if that part of a page is not that text, or writes it.
     *
     * @param page relative to the checkout
     * @param part between the lines {@code <!-- begin: part -->} and {@code <!-- end: part -->}
     * @param text ends with a line break
     */
    public static void holds(String page, String part, String text) {
        Path file = Checkout.file(page);
        String is = Checkout.read(file);
        String begin = "<!-- begin: " + part + " -->\n";
        int from = is.indexOf(begin);
        int to = is.indexOf("<!-- end: " + part + " -->");
        assertThat(from).as("line %s in %s", begin.strip(), page).isNotNegative();
        assertThat(to).as("end of %s in %s", part, page).isGreaterThan(from);
        holds(file, is.substring(0, from + begin.length()) + text + is.substring(to));
    }

    static void holds(Path file, String wanted) {
        if (Boolean.getBoolean(WRITE)) {
            try {
                Files.writeString(file, wanted);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
        assertThat(Checkout.read(file))
                .as(
                        "%s; run `mvn test -pl extension -Dtest='DocsSnippetsTest,TroubleshootingTest,*TruthTableTest' -D%s=true` to write it",
                        file.getFileName(), WRITE)
                .isEqualTo(wanted);
    }
}
