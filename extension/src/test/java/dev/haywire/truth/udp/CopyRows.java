package dev.haywire.truth.udp;

import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.truncate;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The faults that lose nothing: datagrams come again, in another order, cut or damaged. */
final class CopyRows {
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private CopyRows() {}

    static List<Row> all() {
        return List.of(
                Row.of(
                        "corrupt(p)",
                        way -> corrupt(1).direction(way).onClients(0),
                        CopyRows::damaged,
                        new Words(
                                "one bit of a datagram is wrong, its length and checksum are right",
                                "as broken memory; damage on a line is caught by checksums and looks like loss",
                                "any",
                                "`corrupt` (below the checksum: the kernel throws it away)")),
                Row.of(
                        "corrupt(function)",
                        way -> corrupt(CopyRows::backwards).direction(way).onClients(0),
                        CopyRows::rewritten,
                        new Words("what the function returns", "whatever it stands for", "any", "none")),
                Row.of(
                        "truncate(keep)",
                        way -> truncate(3).direction(way).onClients(0),
                        CopyRows::cut,
                        new Words(
                                "the first bytes of a longer datagram",
                                "as a buffer too small, the sender's or the receiver's",
                                "any",
                                "none")),
                Row.of(
                        "duplicate(1)",
                        way -> duplicate(1).direction(way).onClients(0),
                        play -> comesAgain(play, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8),
                        new Words(
                                "each comes twice, the copy right behind",
                                "as a network that repeats",
                                "any",
                                "`duplicate`")),
                Row.random(
                        "duplicate(p).copies(2)",
                        way -> duplicate(0.5).copies(2).direction(way).onClients(0),
                        play -> comesAgainByChance(
                                play, 2, new int[] {1, 1, 1, 2, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, 8, 8, 8}, new int[] {
                                    1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8
                                }),
                        new Words("some come three times", "as a network that repeats", "any", "none")),
                Row.of(
                        "duplicate(p).after(delay)",
                        way -> duplicate(1).after(FOR_EVER).direction(way).onClients(0),
                        CopyRows::comesAgainLater,
                        new Words(
                                "the copy comes later, behind others. When it ends, copies that wait come at once",
                                "as a late retransmission",
                                "any",
                                "none")),
                Row.of(
                        "reorder(1)",
                        way -> reorder(1).atMost(FOR_EVER).direction(way).onClients(0),
                        play -> isOvertaken(play, 8, 4, 2, 1, 4, 3, 6, 5, 8, 7),
                        new Words(
                                "each second one first",
                                "as paths of different lengths",
                                "any",
                                "`reorder 100%` with a delay")),
                Row.of(
                        "reorder(1).by(2).nth(2, 5)",
                        way -> reorder(1)
                                .by(2)
                                .atMost(FOR_EVER)
                                .direction(way)
                                .nth(2, 5)
                                .onClients(0),
                        play -> isOvertaken(play, 2, 2, 1, 3, 4, 2, 6, 7, 5, 8),
                        new Words(
                                "the 2nd comes behind the 4th, the 5th behind the 7th",
                                "as paths of different lengths",
                                "any",
                                "none")),
                Row.random(
                        "reorder(p)",
                        way -> reorder(0.4).atMost(FOR_EVER).direction(way).onClients(0),
                        play -> isOvertakenByChance(
                                play, new int[] {3, 1, 2, 4, 5, 6, 7, 8}, new int[] {2, 1, 3, 4, 6, 5, 7, 8}),
                        new Words(
                                "some come behind the next one",
                                "as paths of different lengths",
                                "any",
                                "`reorder` (lets the chosen ones jump ahead instead)")));
    }

    private static void damaged(Play play) throws Exception {
        play.says(Play.SAID);
        List<String> said = play.entering();
        List<String> seen = play.through(said.size(), "each with one bit flipped");
        for (int i = 0; i < said.size(); i++) {
            assertThat(bitsThatDiffer(said.get(i), seen.get(i)))
                    .as("bits that differ between %s and %s", said.get(i), seen.get(i))
                    .isEqualTo(1);
        }
        play.fired(8, 8);
        play.passesAgain();
    }

    private static int bitsThatDiffer(String one, String other) {
        assertThat(other).hasSameSizeAs(one);
        int bits = 0;
        for (int i = 0; i < one.length(); i++) {
            bits += Integer.bitCount(one.charAt(i) ^ other.charAt(i));
        }
        return bits;
    }

    private static byte[] backwards(byte[] payload) {
        return new StringBuilder(new String(payload, ISO_8859_1))
                .reverse()
                .toString()
                .getBytes(ISO_8859_1);
    }

    private static void rewritten(Play play) throws Exception {
        play.says(Play.SAID);
        play.comesThrough(play.entering().stream()
                .map(text -> new String(backwards(text.getBytes(ISO_8859_1)), ISO_8859_1))
                .toList());
        play.fired(8, 8);
        play.passesAgain();
    }

    private static void cut(Play play) throws Exception {
        play.says(Play.SAID);
        play.comesThrough(
                play.entering().stream().map(text -> text.substring(0, 3)).toList());
        // "one", "two" and "six" are as long as may be
        play.fired(8, 5);
        play.passesAgain();
    }

    private static void comesAgain(Play play, int copies, int... places) throws Exception {
        comes(play, places);
        play.fired(8, (places.length - 8) / copies);
        play.ledger().duplicated = places.length - 8;
        play.passesAgain();
    }

    private static void comesAgainByChance(Play play, int copies, int[] upstream, int[] downstream) throws Exception {
        comesAgain(play, copies, play.isUpstream() ? upstream : downstream);
    }

    private static void comesAgainLater(Play play) throws Exception {
        play.says(Play.SAID);
        play.comesThrough(play.entering());
        play.holds(8);
        play.seesNothing();
        play.fired(8, 8);
        play.ledger().duplicated = 8;
        play.othersAreServed();
        play.faultEnds();
        play.comesThrough(play.entering());
    }

    private static void isOvertaken(Play play, int matched, int overtaken, int... places) throws Exception {
        comes(play, places);
        play.fired(matched, overtaken);
        play.ledger().reordered = overtaken;
        play.passesAgain();
    }

    private static void isOvertakenByChance(Play play, int[] upstream, int[] downstream) throws Exception {
        int[] places = play.isUpstream() ? upstream : downstream;
        int overtaken = 0;
        for (int i = 0, highest = 0; i < places.length; i++) {
            overtaken += places[i] < highest ? 1 : 0;
            highest = Math.max(highest, places[i]);
        }
        isOvertaken(play, 8, overtaken, places);
    }

    private static void comes(Play play, int... places) throws Exception {
        play.says(Play.SAID);
        List<String> entering = play.entering();
        play.comesThrough(
                Arrays.stream(places).mapToObj(place -> entering.get(place - 1)).toList());
    }
}
