package dev.haywire.truth;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.kit.Eventually.until;
import static dev.haywire.truth.Play.BOUND;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import dev.haywire.kit.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An answer that is said to be lost is lost, each time: events and limits at a position, on each kind of server, however long that takes for
 * its answer. The application asks once, and asks again when it is to be heard no more.
 *
 * <p>{@code -Dhaywire.tries=100} plays each cell so many times instead of twice.
 */
class LostAnswerTest {
    private static final int TRIES = Integer.getInteger("haywire.tries", 2);
    private static final int AT_A_TIME = 16;
    private static final String ASKED = "ask.";

    private static Stage<Lost> stage;

    /**
     * One cell.
     *
     * @param passes how much of the request (upstream) or of the answer (downstream) gets through
     */
    private record Lost(TcpFault fault, int passes, CloseReason reason, Site.Kind site, long pauseMillis) {
        boolean isUpstream() {
            return fault.direction() == Direction.UPSTREAM;
        }

        @Override
        public String toString() {
            return fault + ", " + site + (pauseMillis > 0 ? " that takes " + pauseMillis + " ms" : "");
        }
    }

    @BeforeAll
    static void begin() {
        stage = new Stage<>(AT_A_TIME, all(), LostAnswerTest::play);
    }

    static Stream<Lost> cells() {
        return stage.cells();
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void isLostEachTime(Lost cell) throws Throwable {
        stage.outcome(cell);
    }

    private static Stream<Lost> all() {
        List<Lost> cells = new ArrayList<>();
        for (Site.Kind site : Site.Kind.values()) {
            boolean answersAtOnce = site == Site.Kind.ECHO || site == Site.Kind.SCRIPT;
            for (long pause : answersAtOnce ? new long[] {0} : new long[] {0, 1, 20, 100}) {
                for (Direction way : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
                    cells.addAll(of(site, pause, way));
                }
            }
        }
        return cells.stream();
    }

    private static List<Lost> of(Site.Kind site, long pause, Direction way) {
        int all = way == Direction.DOWNSTREAM && site == Site.Kind.SCRIPT ? 3 : ASKED.length();
        String text = way == Direction.DOWNSTREAM && site == Site.Kind.SCRIPT ? "k." : "sk.";
        CloseReason rst = CloseReason.FAULT_RST;
        CloseReason fin = CloseReason.FAULT_FIN;
        return List.of(
                new Lost(reset().direction(way).after(text), all, rst, site, pause),
                new Lost(reset().direction(way).afterBytes(all), all, rst, site, pause),
                new Lost(reset().direction(way).afterBytes(2), 2, rst, site, pause),
                new Lost(reset().direction(way).onNextData(), 0, rst, site, pause),
                new Lost(close().direction(way).after(text), all, fin, site, pause),
                new Lost(close().direction(way).afterBytes(all), all, fin, site, pause),
                new Lost(close().direction(way).afterBytes(2), 2, fin, site, pause),
                new Lost(close().direction(way).onNextData(), 0, fin, site, pause),
                new Lost(limitData(all).direction(way), all, fin, site, pause),
                new Lost(limitData(2).direction(way), 2, fin, site, pause),
                new Lost(limitData(all).direction(way).thenReset(), all, rst, site, pause),
                new Lost(limitData(2).direction(way).thenReset(), 2, rst, site, pause));
    }

    private static List<String> play(Lost cell) throws Exception {
        try (Site site = new Site(cell.site(), cell.pauseMillis());
                ActiveFault fault = site.endpoint().apply(cell.fault())) {
            for (int index = 0; index < TRIES; index++) {
                ask(cell, site, index);
                assertThat(fault.fired()).as("fired").isEqualTo(index + 1);
            }
            assertThat(site.endpoint().takeErrors()).isEmpty();
        }
        return List.of();
    }

    private static void ask(Lost cell, Site site, int index) throws Exception {
        String heard = cell.isUpstream() ? ASKED.substring(0, cell.passes()) : ASKED;
        String answer = cell.isUpstream() ? "" : site.answerTo(ASKED).substring(0, cell.passes());
        try (Socket app = new Socket(site.endpoint().host(), site.endpoint().port())) {
            app.setSoTimeout((int) BOUND.toMillis());
            app.getOutputStream().write(ASKED.getBytes(ISO_8859_1));
            assertThat(seen(app, cell, answer.length()))
                    .as("what the application sees")
                    .isEqualTo(answer);
        }
        TcpConnection connection = site.endpoint().connection(index);
        connection.awaitClosed(BOUND);
        assertThat(connection.closeReason()).isEqualTo(cell.reason());
        assertThat(connection.receivedText()).as("received").isEqualTo(heard);
        assertThat(connection.sentText()).as("sent").isEqualTo(cell.isUpstream() ? "" : site.answerTo(ASKED));
        if (cell.site() == Site.Kind.PROXY) {
            until("the server to have \"" + heard + "\"", () -> site.received(index)
                    .equals(heard));
        }
    }

    /** Reads to the end, which is the one it must be; asks again in front of that, where there is something in front of it. */
    private static String seen(Socket app, Lost cell, int first) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            all.write(app.getInputStream().readNBytes(first));
            if (all.size() > 0) {
                app.getOutputStream().write("again.".getBytes(ISO_8859_1));
            }
            all.write(app.getInputStream().readAllBytes());
            assertThat(cell.reason()).as("ended by FIN").isEqualTo(CloseReason.FAULT_FIN);
        } catch (IOException reset) {
            // a write that meets it is told, and the next read no more
            assertThat(reset.getMessage()).isIn("Connection reset", "Connection reset by peer", "Broken pipe");
            assertThat(cell.reason()).as("ended by RST").isEqualTo(CloseReason.FAULT_RST);
        }
        return all.toString(ISO_8859_1);
    }
}
