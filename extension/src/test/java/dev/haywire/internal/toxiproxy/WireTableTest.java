package dev.haywire.internal.toxiproxy;

import dev.haywire.docs.GeneratedPage;
import org.junit.jupiter.api.Test;

/** The table of both wires on the page is the one that is played. */
class WireTableTest {

    @Test
    void thePageHasEveryRow() {
        StringBuilder table = new StringBuilder("\n| what | embedded | Toxiproxy |\n| --- | --- | --- |\n");
        for (WireCase row : WireCase.all()) {
            boolean same = row.embedded().equals(row.toxiproxy());
            table.append("| ")
                    .append(row.what())
                    .append(" | ")
                    .append(code(row.embedded()))
                    .append(" | ");
            table.append(same ? "the same" : code(row.toxiproxy())).append(" |\n");
        }
        GeneratedPage.holds(
                "docs/toxiproxy-backend.md", "both-wires", table.append('\n').toString());
    }

    private static String code(String seen) {
        return "`" + seen + "`";
    }
}
