package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is refused when a fault is built, with its exact words. */
class FaultMisuseTest {

    private static final Duration MINUS = Duration.ofMillis(-5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @ParameterizedTest
    @MethodSource({"probabilities", "outOfRange", "durations", "empty"})
    void refusesNumbersOutOfRange(Supplier<Fault> code, String message) {
        assertThatIllegalArgumentException().isThrownBy(code::get).withMessage(message);
    }

    @ParameterizedTest
    @MethodSource({"listenerFaults", "contradictions", "blocksAgainstBursts", "twice", "otherNarrowings"})
    void refusesNarrowingsThatMakeNoSense(Supplier<Fault> code, String message) {
        assertThatIllegalArgumentException().isThrownBy(code::get).withMessage(message);
    }

    @ParameterizedTest
    @MethodSource
    void refusesNull(Supplier<Fault> code, String name) {
        assertThatNullPointerException().isThrownBy(code::get).withMessage(name);
    }

    private static Arguments bad(Supplier<Fault> code, String message) {
        return arguments(code, message);
    }

    static Stream<Arguments> probabilities() {
        return Stream.of(
                bad(
                        () -> stall().probability(30),
                        "probability must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                bad(
                        () -> stall().probability(1.5),
                        "probability must be a fraction from 0 to 1, but was 1.5; did you mean 0.015?"),
                bad(
                        () -> stall().probability(100),
                        "probability must be a fraction from 0 to 1, but was 100; did you mean 1?"),
                bad(() -> stall().probability(101), "probability must be a fraction from 0 to 1, but was 101"),
                bad(() -> stall().probability(-0.1), "probability must be a fraction from 0 to 1, but was -0.1"),
                bad(() -> stall().probability(Double.NaN), "probability must be a fraction from 0 to 1, but was NaN"),
                bad(
                        () -> stall().probability(Double.POSITIVE_INFINITY),
                        "probability must be a fraction from 0 to 1, but was Infinity"),
                bad(() -> corrupt(30), "corrupt must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                bad(() -> loss(30), "loss must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                bad(() -> loss(-0.1), "loss must be a fraction from 0 to 1, but was -0.1"),
                bad(() -> duplicate(2), "duplicate must be a fraction from 0 to 1, but was 2; did you mean 0.02?"),
                bad(() -> reorder(20), "reorder must be a fraction from 0 to 1, but was 20; did you mean 0.2?"),
                bad(
                        () -> burstLoss(10, 4),
                        "burstLoss: lossRate must be a fraction from 0 to 1, but was 10; did you mean 0.1?"),
                bad(
                        () -> gilbertElliott(5, 0, 0, 0),
                        "gilbertElliott: p must be a fraction from 0 to 1, but was 5; did you mean 0.05?"),
                bad(() -> gilbertElliott(0, -1, 0, 0), "gilbertElliott: r must be a fraction from 0 to 1, but was -1"),
                bad(
                        () -> gilbertElliott(0, 0, -1, 0),
                        "gilbertElliott: lossInBad must be a fraction from 0 to 1, but was -1"),
                bad(
                        () -> gilbertElliott(0, 0, 0, Double.NaN),
                        "gilbertElliott: lossInGood must be a fraction from 0 to 1, but was NaN"),
                bad(() -> markov4(-1, 0, 0, 0, 0), "markov4: p13 must be a fraction from 0 to 1, but was -1"),
                bad(() -> markov4(0, -1, 0, 0, 0), "markov4: p31 must be a fraction from 0 to 1, but was -1"),
                bad(() -> markov4(0, 0, -1, 0, 0), "markov4: p32 must be a fraction from 0 to 1, but was -1"),
                bad(() -> markov4(0, 0, 0, -1, 0), "markov4: p23 must be a fraction from 0 to 1, but was -1"),
                bad(() -> markov4(0, 0, 0, 0, -1), "markov4: p14 must be a fraction from 0 to 1, but was -1"),
                bad(
                        () -> latency(SECOND, SECOND).correlation(25),
                        "correlation must be a fraction from 0 to 1, but was 25; did you mean 0.25?"),
                bad(() -> corrupt(-1), "corrupt must be a fraction from 0 to 1, but was -1"));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                bad(
                        () -> bandwidth(0),
                        "bandwidth must be at least 1 byte per second, but was 0; for a wire that carries nothing use stall()"),
                bad(() -> bandwidth(-1), "bandwidth must be at least 1, but was -1"),
                bad(() -> loss(0.3).maxBurst(0), "maxBurst must be at least 1, but was 0"),
                bad(() -> loss(0.3).perBlock(0), "perBlock must be at least 1, but was 0"),
                bad(
                        () -> loss(0.3).perBlock(4),
                        "perBlock must make loss * perBlock a whole number of datagrams, but loss 0.3 of 4 is 1.2"),
                bad(
                        () -> burstLoss(1, 4),
                        "burstLoss: lossRate must be below 1, but was 1: a burst without an end is blackhole()"),
                bad(
                        () -> burstLoss(0.1, 0.5),
                        "burstLoss: meanLength must be a number of datagrams, at least 1, but was 0.5"),
                bad(
                        () -> burstLoss(0.1, Double.NaN),
                        "burstLoss: meanLength must be a number of datagrams, at least 1, but was NaN"),
                bad(
                        () -> burstLoss(0.1, Double.POSITIVE_INFINITY),
                        "burstLoss: meanLength must be a number of datagrams, at least 1, but was Infinity"),
                bad(
                        () -> burstLoss(0.75, 2),
                        "burstLoss: meanLength must be at least lossRate / (1 - lossRate), which is 3 for lossRate 0.75, but was 2:"
                                + " shorter bursts cannot lose that many"),
                bad(() -> markov4(0.75, 0, 0, 0, 0.5), "markov4: p13 + p14 must be at most 1, but was 1.25"),
                bad(() -> markov4(0, 0.75, 0.5, 0, 0), "markov4: p31 + p32 must be at most 1, but was 1.25"),
                bad(() -> duplicate(0.1).copies(0), "copies must be at least 1, but was 0"),
                bad(() -> duplicate(0.1).copies(1001), "copies must be at most 1000, but was 1001"),
                bad(() -> reorder(0.1).by(0), "by must be at least 1, but was 0"),
                bad(() -> reorder(0.1).gap(0), "gap must be at least 1, but was 0"),
                bad(() -> truncate(-1), "truncate must be at least 0, but was -1"),
                bad(() -> mtu(-1), "mtu must be at least 0, but was -1"),
                bad(() -> bandwidth(1).queue(-1), "queue: datagrams must be at least 0, but was -1"),
                bad(() -> bandwidth(1).queue(1, -1), "queue: bytes must be at least 0, but was -1"),
                bad(() -> limitData(-1), "limitData must be at least 0, but was -1"),
                bad(() -> slice(0), "slice must be at least 1, but was 0"),
                bad(() -> slice(-3), "slice must be at least 1, but was -3"),
                bad(() -> stall().afterBytes(-1), "afterBytes must be at least 0, but was -1"),
                bad(() -> stall().firstConnections(0), "firstConnections must be at least 1, but was 0"),
                bad(() -> stall().firstConnections(-1), "firstConnections must be at least 1, but was -1"),
                bad(() -> stall().nextConnections(0), "nextConnections must be at least 1, but was 0"),
                bad(() -> reset().nextConnections(-1), "nextConnections must be at least 1, but was -1"),
                bad(
                        () -> stall().onConnections(0, -1),
                        "onConnections: a connection's index must be at least 0, but was -1"),
                bad(() -> stall().onClients(-1), "onClients: a client's index must be at least 0, but was -1"),
                bad(() -> stall().nth(3, 0), "nth: datagrams are counted from 1, but was 0"),
                bad(() -> stall().first(0), "first must be at least 1, but was 0"),
                bad(() -> stall().every(0), "every must be at least 1, but was 0"));
    }

    static Stream<Arguments> durations() {
        String forever = "must be at most 36500 days, but was PT2562047788015215H30M7.999999999S";
        return Stream.of(
                bad(() -> latency(MINUS), "latency must not be negative, but was -5 ms"),
                bad(() -> latency(SECOND, MINUS), "jitter must not be negative, but was -5 ms"),
                bad(() -> slowClose(Duration.ofSeconds(-2)), "slowClose must not be negative, but was -2 s"),
                bad(() -> slice(1).pause(Duration.ofNanos(-1)), "pause must not be negative, but was -1 ns"),
                bad(() -> duplicate(0.1).after(MINUS), "after must not be negative, but was -5 ms"),
                bad(() -> reorder(0.1).atMost(MINUS), "atMost must not be negative, but was -5 ms"),
                bad(
                        () -> reorder(0.1).atMost(Duration.ZERO),
                        "atMost must be longer than 0: a datagram that is not held is not overtaken"),
                bad(() -> stall().startingAfter(MINUS), "startingAfter must not be negative, but was -5 ms"),
                bad(() -> refuse().lasting(MINUS), "lasting must not be negative, but was -5 ms"),
                bad(
                        () -> stall().lasting(Duration.ZERO),
                        "lasting must be longer than 0: leave it out for a fault that lasts until it is closed"),
                bad(() -> latency(FOREVER), "latency " + forever),
                bad(() -> latency(SECOND, FOREVER), "jitter " + forever),
                bad(() -> stall().startingAfter(FOREVER), "startingAfter " + forever),
                bad(() -> stall().lasting(FOREVER), "lasting " + forever));
    }

    static Stream<Arguments> empty() {
        return Stream.of(
                bad(
                        () -> stall().onConnections(),
                        "onConnections() selects nothing: name at least one connection, counted from 0, or leave it out"),
                bad(
                        () -> stall().onClients(),
                        "onClients() selects nothing: name at least one client, counted from 0, or leave it out"),
                bad(
                        () -> stall().nth(),
                        "nth() selects nothing: name at least one datagram, counted from 1, or leave it out"),
                bad(
                        () -> stall().after(""),
                        "after(..) needs at least one byte to look for; use afterBytes(0) for the start of the stream"),
                bad(
                        () -> stall().after(new byte[0]),
                        "after(..) needs at least one byte to look for; use afterBytes(0) for the start of the stream"));
    }

    static Stream<Arguments> listenerFaults() {
        String refuse = "refuse() cannot be narrowed by %s: the kernel turns connections away unseen, so it takes"
                + " startingAfter(Duration), lasting(Duration) and keepOpen() only; to fail selected connections use reset().onAccept()";
        String lose = "refuse() cannot be narrowed by %s: the kernel turns connections away unseen, so it takes"
                + " startingAfter(Duration), lasting(Duration) and keepOpen() only; to lose selected datagrams use drop() or blackhole()";
        String hang = "connectHang() cannot be narrowed by %s: the kernel turns connections away unseen, so it takes"
                + " startingAfter(Duration) and lasting(Duration) only; to fail selected connections use reset().onAccept()";
        return Stream.of(
                bad(() -> refuse().upstream(), refuse.formatted("upstream()")),
                bad(() -> refuse().downstream(), refuse.formatted("downstream()")),
                bad(() -> refuse().direction(Direction.BOTH), refuse.formatted("direction(Direction.BOTH)")),
                bad(() -> refuse().probability(0.5), refuse.formatted("probability(0.5)")),
                bad(() -> refuse().onConnections(1), refuse.formatted("onConnections(1)")),
                bad(() -> refuse().keepOpen().firstConnections(2), refuse.formatted("firstConnections(2)")),
                bad(() -> refuse().onOpenConnections(), refuse.formatted("onOpenConnections()")),
                bad(() -> refuse().nextConnections(1), refuse.formatted("nextConnections(1)")),
                bad(() -> refuse().onConnectionsWhere(c -> true), refuse.formatted("onConnectionsWhere(..)")),
                bad(() -> connectHang().onOpenConnections(), hang.formatted("onOpenConnections()")),
                bad(() -> connectHang().nextConnections(1), hang.formatted("nextConnections(1)")),
                bad(() -> connectHang().onConnectionsWhere(c -> true), hang.formatted("onConnectionsWhere(..)")),
                bad(() -> refuse().afterBytes(9), refuse.formatted("afterBytes(9)")),
                bad(() -> refuse().after("x"), refuse.formatted("after(\"x\")")),
                bad(() -> refuse().onClients(0), lose.formatted("onClients(0)")),
                bad(() -> refuse().sameForEveryClient(), lose.formatted("sameForEveryClient()")),
                bad(() -> refuse().acrossClients(), lose.formatted("acrossClients()")),
                bad(() -> refuse().nth(3), lose.formatted("nth(3)")),
                bad(() -> refuse().first(3), lose.formatted("first(3)")),
                bad(() -> refuse().every(3), lose.formatted("every(3)")),
                bad(() -> refuse().matching(datagram -> true), lose.formatted("matching(..)")),
                bad(() -> connectHang().upstream(), hang.formatted("upstream()")),
                bad(() -> connectHang().probability(0.5), hang.formatted("probability(0.5)")),
                bad(() -> connectHang().onConnections(1, 2), hang.formatted("onConnections(1, 2)")),
                bad(() -> connectHang().firstConnections(2), hang.formatted("firstConnections(2)")),
                bad(() -> connectHang().afterBytes(0), hang.formatted("afterBytes(0)")),
                bad(() -> connectHang().after(new byte[] {0}), hang.formatted("after(new byte[] {0})")));
    }

    static Stream<Arguments> contradictions() {
        String onNextData =
                "onNextData() and %1$s contradict each other: the first acts at the next byte, which is lost,"
                        + " the second after bytes that have passed; use onNextData() alone to lose all that comes,"
                        + " or %1$s alone for a position in the stream";
        String onAccept =
                "onAccept() and %1$s contradict each other: a connection that ends when it is accepted carries no bytes;"
                        + " use onAccept() for the connection's start, or %1$s alone for a position in its stream";
        String openAndFirst =
                "onOpenConnections() and firstConnections(2) contradict each other: the first selects connections"
                        + " open when the fault begins, the second those accepted later; use one of them, or a fault for each";
        String openAndAccept =
                "onAccept() and onOpenConnections() contradict each other: what is open when the fault begins was"
                        + " accepted before; use onAccept() for those accepted later, or onOpenConnections() alone, or with onNextData(),"
                        + " for those open";
        String nextAndAccept =
                "onAccept() and nextConnections(2) contradict each other: no byte has entered a connection that is"
                        + " being accepted; use firstConnections(2) to count those accepted, or nextConnections(2) alone to count those that"
                        + " carry data";
        String positions = "afterBytes(9) and after(\"BYE\") contradict each other: a fault acts at one position of the"
                + " stream; use one of them, or a fault for each";
        String protocols =
                "%s and %s contradict each other: the first selects on TCP, the second on UDP, and no endpoint is both;"
                        + " use one fault for each";
        String clients =
                "sameForEveryClient() and acrossClients() contradict each other: the first decides the same for each client,"
                        + " the second once for all together; use one of them";
        return Stream.of(
                bad(() -> loss(0.3).sameForEveryClient().acrossClients(), clients),
                bad(() -> Faults.drop().acrossClients().nth(1).sameForEveryClient(), clients),
                bad(() -> stall().acrossClients().sameForEveryClient(), clients),
                bad(
                        () -> stall().acrossClients().onConnections(1),
                        protocols.formatted("onConnections(1)", "acrossClients()")),
                bad(() -> reset().onAccept().afterBytes(100), onAccept.formatted("afterBytes(100)")),
                bad(() -> reset().afterBytes(100).onAccept(), onAccept.formatted("afterBytes(100)")),
                bad(() -> Faults.close().onAccept().after("BYE"), onAccept.formatted("after(\"BYE\")")),
                bad(() -> Faults.close().after("BYE").onAccept(), onAccept.formatted("after(\"BYE\")")),
                bad(() -> stall().onOpenConnections().firstConnections(2), openAndFirst),
                bad(() -> reset().firstConnections(2).onOpenConnections(), openAndFirst),
                bad(() -> halfClose().firstConnections(2).onOpenConnections(), openAndFirst),
                bad(() -> reset().onOpenConnections().onAccept(), openAndAccept),
                bad(() -> Faults.close().onAccept().onOpenConnections(), openAndAccept),
                bad(() -> reset().nextConnections(2).onAccept(), nextAndAccept),
                bad(() -> Faults.close().onAccept().nextConnections(2), nextAndAccept),
                bad(() -> stall().nth(3).onOpenConnections(), protocols.formatted("onOpenConnections()", "nth(3)")),
                bad(() -> stall().nextConnections(1).first(3), protocols.formatted("nextConnections(1)", "first(3)")),
                bad(
                        () -> stall().onConnectionsWhere(c -> true).every(3),
                        protocols.formatted("onConnectionsWhere(..)", "every(3)")),
                bad(() -> stall().afterBytes(9).after("BYE"), positions),
                bad(() -> stall().after("BYE").afterBytes(9), positions),
                bad(() -> reset().firstConnections(1).after("BYE".getBytes()).afterBytes(9), positions),
                bad(() -> limitData(0).after("BYE").afterBytes(9), positions),
                bad(() -> reset().onAccept().onNextData(), onAccept.formatted("onNextData()")),
                bad(() -> Faults.close().onNextData().onAccept(), onAccept.formatted("onNextData()")),
                bad(() -> reset().afterBytes(100).onNextData(), onNextData.formatted("afterBytes(100)")),
                bad(() -> Faults.close().onNextData().after("BYE"), onNextData.formatted("after(\"BYE\")")),
                bad(() -> halfClose().onNextData().afterBytes(0), onNextData.formatted("afterBytes(0)")),
                bad(() -> stall().nth(3).onConnections(1), protocols.formatted("onConnections(1)", "nth(3)")),
                bad(() -> stall().onConnections(1).nth(3), protocols.formatted("onConnections(1)", "nth(3)")),
                bad(
                        () -> stall().afterBytes(9).onClients(0, 1),
                        protocols.formatted("afterBytes(9)", "onClients(0, 1)")),
                bad(
                        () -> stall().first(2).firstConnections(2),
                        protocols.formatted("firstConnections(2)", "first(2)")));
    }

    static Stream<Arguments> blocksAgainstBursts() {
        return Stream.of(
                bad(
                        () -> loss(0.6).maxBurst(1).perBlock(10),
                        "perBlock(10) and maxBurst(1) contradict each other: with at most 1 lost in a row no more than 5 of 10 can be lost,"
                                + " but loss 0.6 asks for 6"),
                bad(
                        () -> loss(0.75).perBlock(4).maxBurst(2),
                        "perBlock(4) and maxBurst(2) contradict each other: with at most 2 lost in a row no more than 2 of 4 can be lost,"
                                + " but loss 0.75 asks for 3"));
    }

    static Stream<Arguments> twice() {
        String direction = "%s contradicts %s, given before: use direction(Direction.BOTH) alone for both";
        return Stream.of(
                bad(() -> stall().upstream().downstream(), direction.formatted("downstream()", "upstream()")),
                bad(
                        () -> stall().downstream().direction(Direction.BOTH),
                        direction.formatted("direction(Direction.BOTH)", "downstream()")),
                bad(
                        () -> stall().lasting(SECOND).lasting(Duration.ofMillis(20)),
                        "lasting(20 ms) contradicts lasting(1 s), given before: give it once"),
                bad(
                        () -> stall().startingAfter(SECOND).startingAfter(Duration.ofNanos(2000)),
                        "startingAfter(2 us) contradicts startingAfter(1 s), given before: give it once"),
                bad(
                        () -> stall().probability(0.5).probability(0.25),
                        "probability(0.25) contradicts probability(0.5), given before: give it once"),
                bad(
                        () -> stall().onConnections(1).onConnections(2),
                        "onConnections(2) contradicts onConnections(1), given before: name all in one call"),
                bad(
                        () -> stall().firstConnections(1).firstConnections(2),
                        "firstConnections(2) contradicts firstConnections(1), given before: give it once"),
                bad(
                        () -> stall().afterBytes(1).afterBytes(2),
                        "afterBytes(2) contradicts afterBytes(1), given before: give it once"),
                bad(
                        () -> stall().after("a").after("b"),
                        "after(\"b\") contradicts after(\"a\"), given before: give it once"),
                bad(
                        () -> stall().onClients(1).onClients(2),
                        "onClients(2) contradicts onClients(1), given before: name all in one call"),
                bad(() -> stall().nth(3).nth(5), "nth(5) contradicts nth(3), given before: name all in one call"),
                bad(() -> stall().first(3).first(5), "first(5) contradicts first(3), given before: give it once"),
                bad(() -> stall().every(3).every(5), "every(5) contradicts every(3), given before: give it once"),
                bad(
                        () -> stall().matching(d -> true).matching(d -> false),
                        "matching(..) was given twice: join the predicates with Predicate.and"));
    }

    static Stream<Arguments> otherNarrowings() {
        String ownProbability =
                " cannot be narrowed by probability(0.5): it has a probability of its own; set that one, or select datagrams by"
                        + " nth(long...), first(long), every(long), matching(Predicate) or onClients(int...)";
        return Stream.of(
                bad(() -> loss(0.3).probability(0.5), "loss(0.3)" + ownProbability),
                bad(() -> burstLoss(0.1, 4).probability(0.5), "burstLoss(0.1, 4)" + ownProbability),
                bad(
                        () -> gilbertElliott(0.5, 0.5, 1, 0).probability(0.5),
                        "gilbertElliott(0.5, 0.5, 1, 0)" + ownProbability),
                bad(() -> markov4(0, 0, 0, 0, 0).probability(0.5), "markov4(0, 0, 0, 0, 0)" + ownProbability),
                bad(() -> duplicate(0.1).probability(0.5), "duplicate(0.1)" + ownProbability),
                bad(() -> reorder(0.1).probability(0.5), "reorder(0.1)" + ownProbability),
                bad(
                        () -> halfClose().direction(Direction.BOTH),
                        "halfClose() cannot be narrowed by direction(Direction.BOTH):"
                                + " it ends one direction; use upstream() or downstream(), or close() for both"),
                bad(
                        () -> corrupt(0.01).probability(0.5),
                        "corrupt(0.01) cannot be narrowed by probability(0.5): it has a probability of its own;"
                                + " set that one, or select connections by onConnections(int...) or firstConnections(int)"));
    }

    static Stream<Arguments> refusesNull() {
        return Stream.of(
                bad(() -> latency(null), "latency"),
                bad(() -> latency(SECOND, null), "jitter"),
                bad(() -> latency(SECOND).distribution(null), "distribution"),
                bad(() -> slowClose(null), "slowClose"),
                bad(() -> slice(1).pause(null), "pause"),
                bad(() -> blackhole().direction(null), "direction"),
                bad(() -> blackhole().startingAfter(null), "startingAfter"),
                bad(() -> blackhole().lasting(null), "lasting"),
                bad(() -> blackhole().after((String) null), "after"),
                bad(() -> blackhole().after((byte[]) null), "after"),
                bad(() -> blackhole().matching(null), "matching"),
                bad(() -> corrupt(null), "corrupt"),
                bad(() -> duplicate(0.1).after(null), "after"),
                bad(() -> reorder(0.1).atMost(null), "atMost"));
    }
}
