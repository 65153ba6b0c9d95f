package dev.haywire.truth;

import dev.haywire.docs.GeneratedPage;
import dev.haywire.kit.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * The truth table: each fault, on each kind of server, at each moment, in each direction, for both kinds of socket, and exactly what the
 * application and the server see.
 *
 * <p>The cells do little but wait, so they are played beside one another; each test gets the outcome of its own.
 */
class TruthTableTest {
    private static final int AT_A_TIME = 16;

    private static Stage<Cell> stage;

    private static Stream<Row> rows() {
        return Stream.of(StreamRows.all(), EventRows.all(), ListenerRows.all()).flatMap(List::stream);
    }

    @BeforeAll
    static void begin() {
        stage = new Stage<>(AT_A_TIME, rows().flatMap(row -> row.cells().stream()), Play::of);
    }

    static Stream<Cell> cells() {
        return stage.cells();
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void whatIsSeen(Cell cell) throws Throwable {
        outcome(cell);
    }

    @Test
    void thePageAboutFaultsSaysWhatIsSeen() {
        StringBuilder table = new StringBuilder(Words.HEADER);
        rows().forEach(row -> table.append(row.words().line(row)));
        GeneratedPage.holds("docs/faults.md", "faults", table.toString());
    }

    @Test
    void thePageAboutFaultsShowsWhatWasSeen() throws Throwable {
        StringBuilder table = new StringBuilder(Words.TRACES_HEADER);
        for (Cell cell : stage.cells().toList()) {
            if (isShown(cell)) {
                table.append(Words.traceLine(cell, outcome(cell)));
            }
        }
        GeneratedPage.holds("docs/faults.md", "traces", table.toString());
    }

    private static boolean isShown(Cell cell) {
        Cell.Moment moment =
                cell.row().moments().contains(Cell.Moment.IDLE) ? Cell.Moment.IDLE : Cell.Moment.BEFORE_CONNECT;
        return cell.moment() == moment && cell.site() == Site.Kind.PROXY && cell.client() == Client.Kind.SOCKET;
    }

    /** What only some systems can do is not seen on others. */
    private static List<String> outcome(Cell cell) throws Throwable {
        try {
            return stage.outcome(cell);
        } catch (UnsupportedOperationException elsewhere) {
            throw new TestAbortedException(elsewhere.getMessage(), elsewhere);
        }
    }
}
