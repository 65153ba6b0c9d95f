package dev.haywire.truth.udp;

import dev.haywire.docs.GeneratedPage;
import dev.haywire.kit.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The truth table of datagrams: each fault, before each kind of server, at each moment, in each direction, for both kinds of socket, and
 * exactly which datagrams the application and the server see, in which order.
 *
 * <p>Some cells wait for what does not come, so they are played beside one another; each test gets the outcome of its own.
 */
class UdpTruthTableTest {
    private static final int AT_A_TIME = 8;

    private static Stage<Cell> stage;

    private static Stream<Row> rows() {
        return Stream.of(LinkRows.all(), LossRows.all(), CopyRows.all()).flatMap(List::stream);
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
        stage.outcome(cell);
    }

    @Test
    void thePageAboutFaultsSaysWhatIsSeen() {
        StringBuilder table = new StringBuilder(Words.HEADER);
        rows().forEach(row -> table.append(row.words().line(row)));
        GeneratedPage.holds("docs/faults.md", "udp faults", table.toString());
    }

    @Test
    void thePageAboutFaultsShowsWhatWasSeen() throws Throwable {
        StringBuilder table = new StringBuilder(Words.TRACES_HEADER);
        for (Cell cell : stage.cells().toList()) {
            if (isShown(cell)) {
                table.append(Words.traceLine(cell, stage.outcome(cell)));
            }
        }
        GeneratedPage.holds("docs/faults.md", "udp traces", table.toString());
    }

    private static boolean isShown(Cell cell) {
        return cell.moment() == Cell.Moment.FIRST && cell.site() == Site.Kind.PROXY && cell.app() == App.Kind.CHANNEL;
    }
}
