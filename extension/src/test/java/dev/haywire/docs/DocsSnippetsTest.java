package dev.haywire.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the Java on the pages equal to tests that run. */
class DocsSnippetsTest {

    static List<Path> pages() {
        return Checkout.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachBlockEqualsItsSource(Path page) {
        GeneratedPage.holds(page, Snippets.filledIn(Checkout.read(page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachBlockNamesItsSource(Path page) {
        assertThat(Snippets.unmarked(Checkout.read(page)))
                .as("Java blocks of %s without a line <!-- snippet: Class#name --> above them", page.getFileName())
                .isEmpty();
    }

    @Test
    void aSnippetLosesItsIndentationAndTheCommentsOfOthers() {
        String source = "class A {\n    // tag::outer\n    void a() {\n        // tag::inner\n        b();\n"
                + "        // end::inner\n    }\n    // end::outer\n}\n";
        assertThat(Snippets.cut(source, "A", "outer")).isEqualTo("void a() {\n    b();\n}\n");
        assertThat(Snippets.cut(source, "A", "inner")).isEqualTo("b();\n");
    }

    @Test
    void aNameThatIsNotThereIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snippets.cut("class A {}\n", "A", "b"))
                .withMessage("one line \"// tag::b\" is wanted in A.java, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snippets.filledIn("<!-- snippet: Nowhere#a -->\n```java\n```\n"))
                .withMessage("one source file Nowhere.java is wanted among the tests and the samples, found []");
    }

    @Test
    void aBlockIsFilledInAndWhatStandsAroundItStays() {
        // tag::self
        int filledIn = 1;
        // end::self
        String page =
                "before\n\n<!-- snippet: DocsSnippetsTest#self -->\n```java\nold\n```\n\n```java\nx\n```\nafter\n";
        assertThat(Snippets.filledIn(page)).isEqualTo(page.replace("old", "int filledIn = " + filledIn + ";"));
        assertThat(Snippets.unmarked(page)).containsExactly("x");
    }
}
