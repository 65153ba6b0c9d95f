package dev.haywire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The mistakes that tests make on purpose, and the page that is made from them. */
class TroubleshootingTest {
    private static final int WIDTH = 112;

    @Test
    void thePageHasThemAll() {
        StringBuilder page = new StringBuilder();
        String section = "";
        for (Mistake mistake : Mistakes.all()) {
            if (!mistake.section().equals(section)) {
                section = mistake.section();
                page.append("\n### ").append(section).append("\n");
            }
            page.append("\n").append(mistake.title()).append(":\n\n```text\n");
            mistake.onThePage().lines().forEach(line -> wrap(line, page));
            page.append("```\n");
        }
        GeneratedPage.holds(
                "docs/troubleshooting.md", "mistakes", page.append("\n").toString());
    }

    private static void wrap(String line, StringBuilder page) {
        int length = 0;
        for (String word : line.split(" ")) {
            if (length > 0) {
                boolean fits = length + 1 + word.length() <= WIDTH;
                page.append(fits ? " " : "\n");
                length = fits ? length + 1 : 0;
            }
            page.append(word);
            length += word.length();
        }
        page.append("\n");
    }

    @Test
    void thereAreSeventyAndNoneTwice() {
        assertThat(Mistakes.all()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(Mistakes.all()).extracting(Mistake::title).doesNotHaveDuplicates();
        assertThat(Mistakes.all())
                .extracting(mistake -> mistake.owner() + "." + mistake.subject())
                .doesNotHaveDuplicates();
    }

    @Test
    void eachIsMadeByTheTestItNames() {
        List<String> owners =
                Mistakes.all().stream().map(Mistake::owner).distinct().toList();
        assertThat(owners).allSatisfy(owner -> assertThat(Checkout.read(Checkout.source(owner)))
                .contains("Mistakes.of(" + owner + ".class)"));
    }

    @Test
    void aParagraphIsASectionOrAMistake() {
        assertThat(Mistakes.parse("# comment\n\n= One\n\n* Title\nATest.Sub(int)\nfirst\nsecond\n"))
                .containsExactly(new Mistake("One", "Title", "ATest", "Sub(int)", "first\nsecond"));
    }
}
