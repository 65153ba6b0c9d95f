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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each annotation means what the same code means. */
class FaultAnnotationsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("meanings")
    void meansTheSameAsCode(String element, Fault fault) {
        assertThat(FaultAnnotations.value(AnnotatedFields.annotation(Meanings.class, element)))
                .isEqualTo(fault);
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
                arguments(
                        "across",
                        stall().downstream().onClients(1).acrossClients().nth(3, 5)),
                arguments("blackhole", blackhole().downstream().after("COMMIT")),
                arguments("refuse", refuse()),
                arguments("refuseKeepOpen", refuse().keepOpen().lasting(Duration.ofMillis(50))),
                arguments("hang", connectHang().startingAfter(Duration.ofMillis(10))),
                arguments("reset", reset().upstream().afterBytes(100)),
                arguments("resetFirst", reset().firstConnections(2)),
                arguments("close", close().onAccept().probability(0.5)),
                arguments("openConnections", latency(Duration.ofMillis(10)).onOpenConnections()),
                arguments("resetOpen", reset().onOpenConnections()),
                arguments("halfCloseOpen", halfClose().upstream().onOpenConnections()),
                arguments("resetNext", reset().upstream().onNextData().nextConnections(2)),
                arguments("halfCloseNext", halfClose().downstream().nextConnections(1)),
                arguments("sliceNext", slice(1).onOpenConnections().nextConnections(3)),
                arguments("resetOnNextData", reset().downstream().onNextData()),
                arguments("closeOnNextData", close().upstream().onNextData().firstConnections(1)),
                arguments("halfCloseOnNextData", halfClose().downstream().onNextData()),
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

        @Stall(
                clients = 1,
                acrossClients = true,
                nth = {3, 5},
                direction = Direction.DOWNSTREAM)
        int across;

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

        @Latency(value = 10, openConnections = true)
        int openConnections;

        @Reset(openConnections = true)
        int resetOpen;

        @HalfClose(openConnections = true, direction = Direction.UPSTREAM)
        int halfCloseOpen;

        @Reset(nextConnections = 2, direction = Direction.UPSTREAM)
        int resetNext;

        @HalfClose(nextConnections = 1, direction = Direction.DOWNSTREAM)
        int halfCloseNext;

        @Slice(value = 1, openConnections = true, nextConnections = 3)
        int sliceNext;

        @Reset(onNextData = true, direction = Direction.DOWNSTREAM)
        int resetOnNextData;

        @Close(onNextData = true, direction = Direction.UPSTREAM, firstConnections = 1)
        int closeOnNextData;

        @HalfClose(onNextData = true, direction = Direction.DOWNSTREAM)
        int halfCloseOnNextData;

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

    @Test
    void readsWhereItGoesAndWhetherItMustFire() {
        Annotation narrowed = AnnotatedFields.annotation(Endpoints.class, "narrowed");
        Annotation plain = AnnotatedFields.annotation(Endpoints.class, "plain");
        assertThat(List.of(FaultAnnotations.on(narrowed), FaultAnnotations.on(plain)))
                .containsExactly("db", "");
        assertThat(List.of(FaultAnnotations.required(narrowed), FaultAnnotations.required(plain)))
                .containsExactly(false, true);
        assertThat(FaultAnnotations.spelled(plain)).isEqualTo("@Refuse");
        assertThat(FaultAnnotations.spelled(narrowed)).isEqualTo("@Latency(value = 1, on = \"db\", required = false)");
    }

    @Test
    void knowsFaultsFromOtherAnnotations() {
        assertThat(FaultAnnotations.isFault(AnnotatedFields.annotation(Endpoints.class, "plain")))
                .isTrue();
        assertThat(FaultAnnotations.isFault(AnnotatedFields.annotation(Endpoints.class, "several")))
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
}
