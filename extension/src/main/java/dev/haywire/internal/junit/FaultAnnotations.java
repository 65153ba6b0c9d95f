package dev.haywire.internal.junit;

import static java.util.Map.entry;

import dev.haywire.fault.Bandwidth;
import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.BurstLoss;
import dev.haywire.fault.Close;
import dev.haywire.fault.CloseFault;
import dev.haywire.fault.ConnectHang;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import dev.haywire.fault.Drop;
import dev.haywire.fault.DropFault;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.DuplicateFault;
import dev.haywire.fault.Fault;
import dev.haywire.fault.Faults;
import dev.haywire.fault.HalfClose;
import dev.haywire.fault.HalfCloseFault;
import dev.haywire.fault.Latency;
import dev.haywire.fault.LatencyFault;
import dev.haywire.fault.LimitData;
import dev.haywire.fault.LimitDataFault;
import dev.haywire.fault.Loss;
import dev.haywire.fault.LossFault;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reorder;
import dev.haywire.fault.ReorderFault;
import dev.haywire.fault.Reset;
import dev.haywire.fault.ResetFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.Slice;
import dev.haywire.fault.SliceFault;
import dev.haywire.fault.SlowClose;
import dev.haywire.fault.Stall;
import dev.haywire.fault.TcpFault;
import dev.haywire.fault.Truncate;
import dev.haywire.fault.UdpFault;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Turns a fault annotation into the value it stands for. */
public final class FaultAnnotations {

    private static final Map<Class<? extends Annotation>, Function<Attributes, Fault>> FACTORIES = Map.ofEntries(
            entry(Latency.class, FaultAnnotations::latency),
            entry(Bandwidth.class, FaultAnnotations::bandwidth),
            entry(Stall.class, a -> Faults.stall()),
            entry(Blackhole.class, a -> Faults.blackhole()),
            entry(
                    Refuse.class,
                    a -> a.value("keepOpen", Boolean.class) ? Faults.refuse().keepOpen() : Faults.refuse()),
            entry(ConnectHang.class, a -> Faults.connectHang()),
            entry(Reset.class, a -> event(a, Faults.reset(), ResetFault::onAccept, ResetFault::onNextData)),
            entry(Close.class, a -> event(a, Faults.close(), CloseFault::onAccept, CloseFault::onNextData)),
            entry(
                    HalfClose.class,
                    a -> a.value("onNextData", Boolean.class)
                            ? Faults.halfClose().onNextData()
                            : Faults.halfClose()),
            entry(LimitData.class, FaultAnnotations::limitData),
            entry(Slice.class, FaultAnnotations::slice),
            entry(SlowClose.class, a -> Faults.slowClose(duration(a, "value"))),
            entry(Corrupt.class, a -> Faults.corrupt(a.value("value", Double.class))),
            entry(Loss.class, FaultAnnotations::loss),
            entry(
                    BurstLoss.class,
                    a -> Faults.burstLoss(a.value("value", Double.class), a.value("meanLength", Double.class))),
            entry(Drop.class, FaultAnnotations::drop),
            entry(Duplicate.class, FaultAnnotations::duplicate),
            entry(Reorder.class, FaultAnnotations::reorder),
            entry(Truncate.class, a -> Faults.truncate(a.value("value", Integer.class))),
            entry(Mtu.class, a -> Faults.mtu(a.value("value", Integer.class))));

    private FaultAnnotations() {}

    /**
     * Returns the fault annotations there are, without their containers.
     *
     * @return the annotation types
     */
    public static Set<Class<? extends Annotation>> types() {
        return FACTORIES.keySet();
    }

    /**
     * Tells whether an annotation stands for a fault.
     *
     * @param annotation any; a container of several is none
     * @return whether it is a fault annotation
     */
    public static boolean isFault(Annotation annotation) {
        return FACTORIES.containsKey(annotation.annotationType());
    }

    /**
     * Returns the fault an annotation stands for.
     *
     * @param annotation a fault annotation
     * @return the value; whether it lacks a direction or suits a protocol, {@link dev.haywire.fault.FaultRules} tells
     * @throws IllegalArgumentException naming the annotation and what is wrong with it
     */
    public static Fault value(Annotation annotation) {
        Attributes attributes = new Attributes(annotation);
        try {
            Fault fault = narrowed(FACTORIES.get(annotation.annotationType()).apply(attributes), attributes);
            checkTrigger(fault);
            checkPick(fault);
            return fault;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(attributes.spelled() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the name of the endpoint that an annotation breaks.
     *
     * @param annotation a fault annotation
     * @return the name; empty: every endpoint in scope
     */
    public static String on(Annotation annotation) {
        return new Attributes(annotation).value("on", String.class);
    }

    /**
     * Tells whether a test fails in which the fault never fired.
     *
     * @param annotation a fault annotation
     * @return its attribute {@code required}
     */
    public static boolean required(Annotation annotation) {
        return new Attributes(annotation).value("required", Boolean.class);
    }

    /**
     * Spells an annotation as in source code, without what equals its default.
     *
     * @param annotation any annotation
     * @return {@code @Reset(afterBytes = 100, direction = UPSTREAM)}
     */
    public static String spelled(Annotation annotation) {
        return new Attributes(annotation).spelled();
    }

    private static LatencyFault latency(Attributes attributes) {
        LatencyFault fault = Faults.latency(duration(attributes, "value"), duration(attributes, "jitter"))
                .distribution(attributes.value("distribution", Distribution.class))
                .correlation(attributes.value("correlation", Double.class));
        return attributes.value("keepOrder", Boolean.class) ? fault.keepOrder() : fault;
    }

    private static BandwidthFault bandwidth(Attributes attributes) {
        BandwidthFault fault = Faults.bandwidth(attributes.value("value", Long.class));
        return attributes.given("queue", Integer.class).map(fault::queue).orElse(fault);
    }

    private static LossFault loss(Attributes attributes) {
        LossFault fault = Faults.loss(attributes.value("value", Double.class));
        LossFault bound =
                attributes.given("maxBurst", Integer.class).map(fault::maxBurst).orElse(fault);
        return attributes.given("perBlock", Integer.class).map(bound::perBlock).orElse(bound);
    }

    private static DropFault drop(Attributes attributes) {
        return attributes.given("value", long[].class).map(Faults.drop()::nth).orElse(Faults.drop());
    }

    private static DuplicateFault duplicate(Attributes attributes) {
        return Faults.duplicate(attributes.value("value", Double.class))
                .copies(attributes.value("copies", Integer.class))
                .after(duration(attributes, "after"));
    }

    private static ReorderFault reorder(Attributes attributes) {
        ReorderFault fault = Faults.reorder(attributes.value("value", Double.class))
                .by(attributes.value("by", Integer.class))
                .gap(attributes.value("gap", Integer.class));
        return attributes.time("atMost").map(fault::atMost).orElse(fault);
    }

    private static LimitDataFault limitData(Attributes attributes) {
        LimitDataFault fault = Faults.limitData(attributes.value("value", Long.class));
        return attributes.value("thenReset", Boolean.class) ? fault.thenReset() : fault;
    }

    private static <F> F event(Attributes a, F fault, UnaryOperator<F> onAccept, UnaryOperator<F> onNextData) {
        F next = a.value("onAccept", Boolean.class) ? onAccept.apply(fault) : fault;
        return a.value("onNextData", Boolean.class) ? onNextData.apply(next) : next;
    }

    private static SliceFault slice(Attributes attributes) {
        SliceFault fault = Faults.slice(attributes.value("value", Integer.class));
        return attributes.time("pause").map(fault::pause).orElse(fault);
    }

    /** Adds the narrowings; an attribute that the annotation does not have counts as not given. */
    private static Fault narrowed(Fault fault, Attributes a) {
        Fault next = with(fault, direction(a), Fault::direction);
        next = with(next, a.given("probability", Double.class), Fault::probability);
        next = with(next, a.time("startingAfter"), Fault::startingAfter);
        next = with(next, a.time("lasting"), Fault::lasting);
        if (next instanceof TcpFault tcp) {
            next = narrowedToConnections(tcp, a);
        }
        return next instanceof UdpFault udp ? narrowedToDatagrams(udp, a) : next;
    }

    private static TcpFault narrowedToConnections(TcpFault fault, Attributes a) {
        TcpFault next = with(fault, a.given("connections", int[].class), TcpFault::onConnections);
        next = with(next, a.given("firstConnections", Integer.class), TcpFault::firstConnections);
        next = with(next, a.given("openConnections", Boolean.class), (f, open) -> f.onOpenConnections());
        next = with(next, a.given("nextConnections", Integer.class), TcpFault::nextConnections);
        next = with(next, a.given("afterBytes", Long.class), TcpFault::afterBytes);
        return with(next, a.given("after", String.class), TcpFault::after);
    }

    private static UdpFault narrowedToDatagrams(UdpFault fault, Attributes a) {
        UdpFault next = with(fault, a.given("clients", int[].class), UdpFault::onClients);
        next = with(next, a.given("sameForEveryClient", Boolean.class), (f, same) -> f.sameForEveryClient());
        next = with(next, a.given("acrossClients", Boolean.class), (f, across) -> f.acrossClients());
        next = with(next, a.given("nth", long[].class), UdpFault::nth);
        next = with(next, a.given("first", Long.class), UdpFault::first);
        return with(next, a.given("every", Long.class), UdpFault::every);
    }

    private static <F extends Fault, V> F with(F fault, Optional<V> value, BiFunction<F, V, ? extends F> narrowing) {
        return value.isPresent() ? narrowing.apply(fault, value.get()) : fault;
    }

    private static Duration duration(Attributes attributes, String name) {
        return attributes.time(name).orElse(Duration.ZERO);
    }

    private static Optional<Direction> direction(Attributes attributes) {
        Direction[] given = attributes.value("direction", Direction[].class);
        if (given.length > 1) {
            throw new IllegalArgumentException("direction takes one value: use Direction.BOTH for both ways");
        }
        return given.length == 0 ? Optional.empty() : Optional.of(given[0]);
    }

    private static void checkPick(Fault fault) {
        Selection selection = fault.selection();
        boolean picks = !selection.nth().isEmpty()
                || selection.first().isPresent()
                || selection.every().isPresent();
        if (fault instanceof DropFault && !picks) {
            throw new IllegalArgumentException(
                    "needs the datagrams it drops: their numbers as @Drop({3, 5}), first or every; to lose all of them use @Blackhole");
        }
    }

    /** An event without a trigger hits what is open now; before the test method has run that is nothing, unless the endpoint outlives it. */
    private static void checkTrigger(Fault fault) {
        if (fault.selection().hasTrigger() || fault.selection().openConnections()) {
            return;
        }
        if (fault instanceof ResetFault || fault instanceof CloseFault) {
            throw new IllegalArgumentException(
                    "needs a trigger: afterBytes, after, onNextData or nextConnections with a direction, onAccept = true, or"
                            + " firstConnections;"
                            + " without one it would act once, before the test has connected");
        }
        if (fault instanceof HalfCloseFault) {
            throw new IllegalArgumentException("needs a trigger: afterBytes, after, onNextData or nextConnections;"
                    + " without one it would act once, before the test has connected");
        }
    }
}
