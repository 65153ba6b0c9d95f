package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.haywire.fault.Bandwidth;
import dev.haywire.fault.BurstLoss;
import dev.haywire.fault.Close;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.HalfClose;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reorder;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Stall;
import dev.haywire.fault.Truncate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in fault annotations are told with the annotation's own spelling. */
class FaultAnnotationMistakesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesTheAnnotationAndWhatIsWrong(String element, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultAnnotations.value(AnnotatedFields.annotation(Mistakes.class, element)))
                .withMessage(message);
    }

    static Stream<Arguments> mistakes() {
        String end = "; without one it would act once, before the test has connected";
        String trigger =
                "needs a trigger: afterBytes, after, onNextData or nextConnections with a direction, onAccept = true, or"
                        + " firstConnections"
                        + end;
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
                arguments(
                        "bothWays",
                        "@Drop(value = 1, acrossClients = true, sameForEveryClient = true): sameForEveryClient() and acrossClients()"
                                + " contradict each other: the first decides the same for each client, the second once for all together;"
                                + " use one of them"),
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
                        "@HalfClose(direction = UPSTREAM, firstConnections = 1): needs a trigger: afterBytes, after, onNextData or nextConnections"
                                + end),
                arguments(
                        "positions",
                        "@Stall(after = \"x\", afterBytes = 0, direction = UPSTREAM): afterBytes(0) and after(\"x\") contradict each"
                                + " other: a fault acts at one position of the stream; use one of them, or a fault for each"),
                arguments(
                        "onNextData",
                        "@Close(afterBytes = 3, direction = UPSTREAM, onNextData = true): onNextData() and afterBytes(3)"
                                + " contradict each other: the first acts at the next byte, which is lost,"
                                + " the second after bytes that have passed; use onNextData() alone to lose all that comes,"
                                + " or afterBytes(3) alone for a position in the stream"),
                arguments("noNext", "@Stall(nextConnections = 0): nextConnections must be at least 1, but was 0"),
                arguments(
                        "openAndFirst",
                        "@Stall(firstConnections = 2, openConnections = true): onOpenConnections() and firstConnections(2) contradict"
                                + " each other: the first selects connections open when the fault begins, the second those accepted"
                                + " later; use one of them, or a fault for each"),
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

        @Drop(value = 1, sameForEveryClient = true, acrossClients = true)
        int bothWays;

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

        @Stall(afterBytes = 0, after = "x", direction = Direction.UPSTREAM)
        int positions;

        @Close(onNextData = true, afterBytes = 3, direction = Direction.UPSTREAM)
        int onNextData;

        @Stall(nextConnections = 0)
        int noNext;

        @Stall(openConnections = true, firstConnections = 2)
        int openAndFirst;

        @Reset(after = "x", onAccept = true)
        int onAccept;
    }
}
