package dev.haywire.internal.junit;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.haywire.fault.Bandwidth;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.BurstLoss;
import dev.haywire.fault.Close;
import dev.haywire.fault.ConnectHang;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.Fault;
import dev.haywire.fault.HalfClose;
import dev.haywire.fault.Latency;
import dev.haywire.fault.LimitData;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reorder;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import dev.haywire.fault.SlowClose;
import dev.haywire.fault.Stall;
import dev.haywire.fault.Truncate;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each annotation means what the same code means, and its mistakes are told with the annotation's own spelling. */
class FaultAnnotationsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("meanings")
    void meansTheSameAsCode(String element, Fault fault) {
        assertThat(FaultAnnotations.value(annotation(Meanings.class, element))).isEqualTo(fault);
    }

    static Stream<Arguments> meanings() {
        return Stream.of(
                arguments("latency", latency(Duration.ofMillis(100))),
                arguments(
                        "jitter",
                        latency(Duration.ofSeconds(2), Duration.ofSeconds(1))
                                .distribution(Distribution.NORMAL)
                                .upstream()
                                .startingAfter(Duration.ofSeconds(3))
                                .lasting(Duration.ofSeconds(4))
                                .probability(0.5)),
                arguments(
                        "bandwidth",
                        bandwidth(64_000)
                                .onConnections(0, 2)
                                .firstConnections(3)
                                .lasting(Duration.ofNanos(5000))),
                arguments("stall", stall().upstream().afterBytes(0)),
                arguments(
                        "datagrams",
                        stall().downstream()
                                .onClients(1)
                                .sameForEveryClient()
                                .nth(3, 5)
                                .first(9)
                                .every(2)),
                arguments("blackhole", blackhole().downstream().after("COMMIT")),
                arguments("refuse", refuse()),
                arguments("refuseKeepOpen", refuse().keepOpen().lasting(Duration.ofMillis(50))),
                arguments("hang", connectHang().startingAfter(Duration.ofMillis(10))),
                arguments("reset", reset().upstream().afterBytes(100)),
                arguments("resetFirst", reset().firstConnections(2)),
                arguments("close", close().onAccept().probability(0.5)),
                arguments("halfClose", halfClose().downstream().afterBytes(1)),
                arguments("limit", limitData(512).downstream()),
                arguments("limitReset", limitData(0).direction(Direction.BOTH).thenReset()),
                arguments("slice", slice(1)),
                arguments("slicePause", slice(2).pause(Duration.ofSeconds(1))),
                arguments("sliceUnit", slice(2).pause(Duration.ofMillis(1)).lasting(Duration.ofMinutes(1))),
                arguments("slicePauseZero", slice(2).pause(Duration.ZERO)),
                arguments("slowClose", slowClose(Duration.ofMillis(500))),
                arguments("corrupt", corrupt(0.01).onConnections(1)),
                arguments(
                        "inOrder",
                        latency(Duration.ofMillis(2), Duration.ofMillis(1))
                                .correlation(0.5)
                                .keepOrder()),
                arguments("queue", bandwidth(9).queue(0)),
                arguments("loss", loss(0.3).upstream().onClients(0, 1).sameForEveryClient()),
                arguments("bounded", loss(0.3).maxBurst(2).perBlock(10)),
                arguments("burstLoss", burstLoss(0.1, 4).lasting(Duration.ofMillis(9))),
                arguments("drop", drop().upstream().nth(3, 5)),
                arguments("dropFirst", drop().first(2)),
                arguments("dropEvery", drop().every(10).downstream().probability(0.5)),
                arguments("duplicate", duplicate(0.1)),
                arguments("copies", duplicate(0.1).copies(3).after(Duration.ofMillis(5))),
                arguments("reorder", reorder(0.2)),
                arguments(
                        "reorderBy",
                        reorder(0.2).by(2).atMost(Duration.ofMillis(5)).gap(3).nth(4)),
                arguments("truncate", truncate(100).upstream().every(2)),
                arguments("mtu", mtu(1200).probability(0.5)));
    }

    private static class Meanings {
        @Latency(100)
        int latency;

        @Latency(
                value = 2,
                jitter = 1,
                distribution = Distribution.NORMAL,
                unit = TimeUnit.SECONDS,
                direction = Direction.UPSTREAM,
                startingAfter = 3,
                lasting = 4,
                probability = 0.5)
        int jitter;

        @Bandwidth(
                value = 64_000,
                connections = {0, 2},
                firstConnections = 3,
                lasting = 5,
                unit = TimeUnit.MICROSECONDS)
        int bandwidth;

        @Stall(afterBytes = 0, direction = Direction.UPSTREAM)
        int stall;

        @Stall(
                clients = 1,
                sameForEveryClient = true,
                nth = {3, 5},
                first = 9,
                every = 2,
                direction = Direction.DOWNSTREAM)
        int datagrams;

        @Blackhole(after = "COMMIT", direction = Direction.DOWNSTREAM)
        int blackhole;

        @Refuse
        int refuse;

        @Refuse(keepOpen = true, lasting = 50)
        int refuseKeepOpen;

        @ConnectHang(startingAfter = 10)
        int hang;

        @Reset(afterBytes = 100, direction = Direction.UPSTREAM)
        int reset;

        @Reset(firstConnections = 2)
        int resetFirst;

        @Close(onAccept = true, probability = 0.5)
        int close;

        @HalfClose(afterBytes = 1, direction = Direction.DOWNSTREAM)
        int halfClose;

        @LimitData(value = 512, direction = Direction.DOWNSTREAM)
        int limit;

        @LimitData(value = 0, direction = Direction.BOTH, thenReset = true)
        int limitReset;

        @Slice(1)
        int slice;

        @Slice(value = 2, pause = 1, unit = TimeUnit.SECONDS)
        int slicePause;

        @Slice(value = 2, lasting = 1, unit = TimeUnit.MINUTES)
        int sliceUnit;

        @Slice(value = 2, pause = 0)
        int slicePauseZero;

        @SlowClose(500)
        int slowClose;

        @Corrupt(value = 0.01, connections = 1)
        int corrupt;

        @Latency(value = 2, jitter = 1, correlation = 0.5, keepOrder = true)
        int inOrder;

        @Bandwidth(value = 9, queue = 0)
        int queue;

        @Loss(
                value = 0.3,
                direction = Direction.UPSTREAM,
                clients = {0, 1},
                sameForEveryClient = true)
        int loss;

        @Loss(value = 0.3, maxBurst = 2, perBlock = 10)
        int bounded;

        @BurstLoss(value = 0.1, meanLength = 4, lasting = 9)
        int burstLoss;

        @Drop(
                value = {3, 5},
                direction = Direction.UPSTREAM)
        int drop;

        @Drop(first = 2)
        int dropFirst;

        @Drop(every = 10, direction = Direction.DOWNSTREAM, probability = 0.5)
        int dropEvery;

        @Duplicate(0.1)
        int duplicate;

        @Duplicate(value = 0.1, copies = 3, after = 5)
        int copies;

        @Reorder(0.2)
        int reorder;

        @Reorder(value = 0.2, by = 2, atMost = 5, gap = 3, nth = 4)
        int reorderBy;

        @Truncate(value = 100, direction = Direction.UPSTREAM, every = 2)
        int truncate;

        @Mtu(value = 1200, probability = 0.5)
        int mtu;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesTheAnnotationAndWhatIsWrong(String element, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultAnnotations.value(annotation(Mistakes.class, element)))
                .withMessage(message);
    }

    static Stream<Arguments> mistakes() {
        String end = "; without one it would act once, before the test has connected";
        String trigger =
                "needs a trigger: afterBytes or after with a direction, onAccept = true, or firstConnections" + end;
        String refused =
                "refuse() cannot be narrowed by direction(Direction.BOTH): the kernel turns connections away unseen, so it takes"
                        + " startingAfter(Duration), lasting(Duration) and keepOpen() only; to fail selected connections use reset().onAccept()";
        return Stream.of(
                arguments(
                        "percent",
                        "@Stall(probability = 30.0): probability must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                arguments("nan", "@Stall(probability = NaN): probability must be a fraction from 0 to 1, but was NaN"),
                arguments(
                        "corrupt",
                        "@Corrupt(1.1): corrupt must be a fraction from 0 to 1, but was 1.1; did you mean 0.011?"),
                arguments("loss", "@Loss(30.0): loss must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                arguments("maxBurst", "@Loss(value = 0.3, maxBurst = 0): maxBurst must be at least 1, but was 0"),
                arguments(
                        "perBlock",
                        "@Loss(value = 0.3, perBlock = 4): perBlock must make loss * perBlock a whole number of datagrams,"
                                + " but loss 0.3 of 4 is 1.2"),
                arguments(
                        "burstLoss",
                        "@BurstLoss(value = 0.1, meanLength = 0.0): burstLoss: meanLength must be a number of datagrams,"
                                + " at least 1, but was 0"),
                arguments(
                        "drop",
                        "@Drop(direction = UPSTREAM): needs the datagrams it drops: their numbers as @Drop({3, 5}), first or every;"
                                + " to lose all of them use @Blackhole"),
                arguments("dropZero", "@Drop(0): nth: datagrams are counted from 1, but was 0"),
                arguments("duplicate", "@Duplicate(value = 0.1, copies = 0): copies must be at least 1, but was 0"),
                arguments("reorder", "@Reorder(value = 0.1, by = 0): by must be at least 1, but was 0"),
                arguments(
                        "atMost",
                        "@Reorder(value = 0.1, atMost = 0): atMost must be longer than 0: a datagram that is not held is not overtaken"),
                arguments("truncate", "@Truncate(-1): truncate must be at least 0, but was -1"),
                arguments("mtu", "@Mtu(-1): mtu must be at least 0, but was -1"),
                arguments(
                        "queue", "@Bandwidth(value = 1, queue = -1): queue: datagrams must be at least 0, but was -1"),
                arguments("latency", "@Latency(-5): latency must not be negative, but was -5 ms"),
                arguments(
                        "minusOne",
                        "@Stall(afterBytes = -1, direction = UPSTREAM): afterBytes must be at least 0, but was -1"),
                arguments(
                        "noConnections",
                        "@Stall(firstConnections = 0): firstConnections must be at least 1, but was 0"),
                arguments(
                        "lasting",
                        "@Stall(lasting = 0): lasting must be longer than 0: leave it out for a fault that lasts until it is closed"),
                arguments(
                        "startingAfter",
                        "@Stall(startingAfter = -1): startingAfter must not be negative, but was -1 ms"),
                arguments(
                        "tooLong",
                        "@Latency(value = 9223372036854775807, unit = DAYS): value is too long: 9223372036854775807 DAYS"),
                arguments(
                        "bandwidth",
                        "@Bandwidth(0): bandwidth must be at least 1 byte per second, but was 0;"
                                + " for a wire that carries nothing use stall()"),
                arguments(
                        "directions",
                        "@Stall(direction = {UPSTREAM, DOWNSTREAM}): direction takes one value: use Direction.BOTH for both ways"),
                arguments("refuse", "@Refuse(direction = BOTH): " + refused),
                arguments("reset", "@Reset: " + trigger),
                arguments("close", "@Close(connections = 1, direction = UPSTREAM): " + trigger),
                arguments(
                        "halfClose",
                        "@HalfClose(direction = UPSTREAM, firstConnections = 1): needs a trigger: afterBytes or after"
                                + end),
                arguments(
                        "onAccept",
                        "@Reset(after = \"x\", onAccept = true): onAccept() and after(\"x\") contradict each other:"
                                + " a connection that ends when it is accepted carries no bytes; use onAccept() for the connection's start,"
                                + " or after(\"x\") alone for a position in its stream"));
    }

    private static class Mistakes {
        @Stall(probability = 30)
        int percent;

        @Stall(probability = Double.NaN)
        int nan;

        @Corrupt(1.1)
        int corrupt;

        @Loss(30)
        int loss;

        @Loss(value = 0.3, maxBurst = 0)
        int maxBurst;

        @Loss(value = 0.3, perBlock = 4)
        int perBlock;

        @BurstLoss(value = 0.1, meanLength = 0)
        int burstLoss;

        @Drop(direction = Direction.UPSTREAM)
        int drop;

        @Drop(0)
        int dropZero;

        @Duplicate(value = 0.1, copies = 0)
        int duplicate;

        @Reorder(value = 0.1, by = 0)
        int reorder;

        @Reorder(value = 0.1, atMost = 0)
        int atMost;

        @Truncate(-1)
        int truncate;

        @Mtu(-1)
        int mtu;

        @Bandwidth(value = 1, queue = -1)
        int queue;

        @Latency(-5)
        int latency;

        @Stall(afterBytes = -1, direction = Direction.UPSTREAM)
        int minusOne;

        @Stall(firstConnections = 0)
        int noConnections;

        @Stall(lasting = 0)
        int lasting;

        @Stall(startingAfter = -1)
        int startingAfter;

        @Latency(value = Long.MAX_VALUE, unit = TimeUnit.DAYS)
        int tooLong;

        @Bandwidth(0)
        int bandwidth;

        @Stall(direction = {Direction.UPSTREAM, Direction.DOWNSTREAM})
        int directions;

        @Refuse(direction = Direction.BOTH)
        int refuse;

        @Reset
        int reset;

        @Close(connections = 1, direction = Direction.UPSTREAM)
        int close;

        @HalfClose(firstConnections = 1, direction = Direction.UPSTREAM)
        int halfClose;

        @Reset(after = "x", onAccept = true)
        int onAccept;
    }

    @Test
    void readsWhereItGoesAndWhetherItMustFire() {
        Annotation narrowed = annotation(Endpoints.class, "narrowed");
        Annotation plain = annotation(Endpoints.class, "plain");
        assertThat(List.of(FaultAnnotations.on(narrowed), FaultAnnotations.on(plain)))
                .containsExactly("db", "");
        assertThat(List.of(FaultAnnotations.required(narrowed), FaultAnnotations.required(plain)))
                .containsExactly(false, true);
        assertThat(FaultAnnotations.spelled(plain)).isEqualTo("@Refuse");
        assertThat(FaultAnnotations.spelled(narrowed)).isEqualTo("@Latency(value = 1, on = \"db\", required = false)");
    }

    @Test
    void knowsFaultsFromOtherAnnotations() {
        assertThat(FaultAnnotations.isFault(annotation(Endpoints.class, "plain")))
                .isTrue();
        assertThat(FaultAnnotations.isFault(annotation(Endpoints.class, "several")))
                .isFalse();
    }

    private static class Endpoints {
        @Latency(value = 1, on = "db", required = false)
        int narrowed;

        @Refuse
        int plain;

        @Latency(1)
        @Latency(2)
        int several;
    }

    private static Annotation annotation(Class<?> holder, String field) {
        return Arrays.stream(holder.getDeclaredFields())
                .filter(f -> f.getName().equals(field))
                .findFirst()
                .orElseThrow()
                .getAnnotations()[0];
    }
}
