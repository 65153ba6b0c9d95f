package dev.haywire.truth.udp;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.mtu;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/** The faults that lose datagrams: those selected, those too big, or some by chance. */
final class LossRows {
    private static final String ALONE = "as a router that drops: nobody is told";

    private LossRows() {}

    static List<Row> all() {
        return List.of(
                Row.of(
                        "drop().nth(3, 5)",
                        way -> drop().direction(way).nth(3, 5).onClients(0),
                        play -> passes(play, "drop", 2, 1, 2, 4, 6, 7, 8),
                        new Words(
                                "exactly the 3rd and the 5th of each client are missing, counted from when it became active",
                                ALONE,
                                "any",
                                "none")),
                Row.of(
                        "drop().first(2)",
                        way -> drop().direction(way).first(2).onClients(0),
                        play -> passes(play, "drop", 2, 3, 4, 5, 6, 7, 8),
                        new Words("the first n of each client are missing", ALONE, "any", "none")),
                Row.of(
                        "drop().every(3)",
                        way -> drop().direction(way).every(3).onClients(0),
                        play -> passes(play, "drop", 2, 1, 2, 4, 5, 7, 8),
                        new Words("every n-th of each client is missing", ALONE, "any", "none")),
                Row.of(
                        "drop().matching(predicate)",
                        way -> drop().direction(way)
                                .matching(datagram -> datagram.text(ISO_8859_1).length() == 5)
                                .nth(1, 3)
                                .onClients(0),
                        play -> passes(play, "drop", 2, 1, 2, 4, 5, 6, 7),
                        new Words(
                                "the selected ones are missing; with `nth` those of the matching ones (here the 1st and 3rd that have five letters)",
                                ALONE,
                                "any",
                                "none")),
                Row.random(
                        "loss(p)",
                        way -> loss(0.5).direction(way).onClients(0),
                        play -> losesByChance(play, "loss", new int[] {3, 6}, new int[] {1, 4, 6}),
                        new Words("some are missing, each by chance alone", ALONE, "any", "`loss random`")),
                Row.random(
                        "loss(p).maxBurst(k)",
                        way -> loss(0.9).maxBurst(2).direction(way).onClients(0),
                        play -> losesByChance(play, "loss", new int[] {3, 6}, new int[] {1, 4, 7}),
                        new Words("the same, but never more than k in a row", ALONE, "any", "none")),
                Row.random(
                        "loss(p).perBlock(n)",
                        way -> loss(0.25).perBlock(4).direction(way).onClients(0),
                        play -> losesByChance(play, "loss", new int[] {2, 3, 4, 6, 7, 8}, new int[] {1, 3, 4, 6, 7, 8}),
                        new Words("exactly p x n of every n are missing", ALONE, "any", "none")),
                Row.random(
                        "burstLoss(rate, length)",
                        way -> burstLoss(0.5, 2).direction(way).onClients(0),
                        play -> losesByChance(play, "burstLoss", new int[] {1, 3, 4, 6, 7}, new int[] {3, 4, 6}),
                        new Words(
                                "several are missing in a row",
                                "as a line that fails for moments",
                                "any",
                                "`loss gemodel`")),
                Row.random(
                        "gilbertElliott(p, r, bad, good)",
                        way -> gilbertElliott(0.5, 0.5, 0.9, 0.1).direction(way).onClients(0),
                        play -> losesByChance(play, "gilbertElliott", new int[] {2, 3, 5, 6, 7, 8}, new int[] {3, 4}),
                        new Words(
                                "many are missing for a while, then few",
                                "as a fading radio link",
                                "any",
                                "`loss gemodel`")),
                Row.random(
                        "markov4(p13, p31, p32, p23, p14)",
                        way -> markov4(0.4, 0.4, 0.3, 0.5, 0.1).direction(way).onClients(0),
                        play -> losesByChance(play, "markov4", new int[] {1, 3, 5, 6, 8}, new int[] {1, 2, 4, 6, 7}),
                        new Words(
                                "bursts with gaps, and single losses between them",
                                "as a fading radio link",
                                "any",
                                "`loss state`")),
                Row.of(
                        "mtu(payload)",
                        way -> mtu(4).direction(way).onClients(0),
                        LossRows::losesBigOnes,
                        new Words(
                                "small ones pass, bigger ones vanish",
                                "as a path whose ICMP \"fragmentation needed\" is filtered",
                                "any",
                                "none")));
    }

    private static void losesByChance(Play play, String cause, int[] upstream, int[] downstream) throws Exception {
        passes(play, cause, Play.SAID.size(), play.isUpstream() ? upstream : downstream);
    }

    private static void losesBigOnes(Play play) throws Exception {
        passes(play, "mtu", Play.SAID.size(), 1, 2, 4, 5, 6);
    }

    /** Only those in these places pass. */
    private static void passes(Play play, String cause, int matched, int... places) throws Exception {
        play.says(Play.SAID);
        List<String> entering = play.entering();
        play.comesThrough(
                Arrays.stream(places).mapToObj(place -> entering.get(place - 1)).toList());
        int lost = entering.size() - places.length;
        play.fired(matched, lost);
        play.ledger().cause = cause;
        play.ledger().dropped = lost;
        play.passesAgain();
    }
}
