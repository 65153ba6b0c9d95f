package dev.haywire.internal.net;

import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.fault.Fault;
import dev.haywire.internal.journal.Spelled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault on a wire: when it begins and ends, and what it has done. What it does is done on the loop; any thread may ask, or end it. */
abstract sealed class AppliedFault implements WireFault, Journalled permits AppliedTcpFault, AppliedUdpFault {
    private final Wire wire;
    private final Fault fault;
    private final Timer schedule = new Timer() {
        @Override
        void due(long now) {
            onSchedule();
        }

        @Override
        void failed(Throwable failure) {
            wire.error(failure);
            abandon();
            wire.faults().remove(AppliedFault.this);
        }
    };
    private @Nullable Intake before;
    private @Nullable Sweep<?> leaving;
    private int occurrence;
    private long seed;
    private volatile boolean started;
    private boolean begun;
    private boolean ending;
    private volatile boolean ended;
    private volatile long matched;
    private volatile long fired;

    /** Makes one that has not begun. */
    AppliedFault(Wire wire, Fault fault) {
        this.wire = wire;
        this.fault = fault;
    }

    // ---- on the loop

    /**
     * Gives it what its random decisions are keyed by.
     *
     * @param place its number among its active equals
     * @param ofTheTest the seed
     */
    final void place(int place, long ofTheTest) {
        occurrence = place;
        seed = ofTheTest;
    }

    final int occurrence() {
        return occurrence;
    }

    final long seed() {
        return seed;
    }

    /** Puts it on the wire, now or after its delay. */
    final void start() {
        started = true;
        if (fault.selection().startingAfter().isZero()) {
            begin();
        } else {
            wire.loop().setIn(schedule, fault.selection().startingAfter());
        }
    }

    private void onSchedule() {
        if (begun) {
            end();
        } else if (isAllAccepted()) {
            begin();
        } else {
            wire.loop().set(schedule, System.nanoTime());
        }
    }

    /** Whether what waited to be accepted when its time came is open: nobody waits here, so that may take several iterations. */
    private boolean isAllAccepted() {
        if (before == null) {
            before = wire.queued();
        }
        return before.piece();
    }

    private void begin() {
        // what waits to be accepted is open already for the application, and met once as such
        wire.acceptQueued();
        begun = true;
        takeEffect();
    }

    /** Meets what there is, in pieces; then {@link #tookEffect}. */
    abstract void takeEffect();

    /**
     * It has met what there was.
     *
     * @param goesOn whether that was not all
     */
    final void tookEffect(boolean goesOn) {
        if (ending) {
            return;
        }
        if (goesOn) {
            fault.selection().lasting().ifPresent(lasting -> wire.loop().setIn(schedule, lasting));
        } else {
            end();
        }
    }

    /** Whether what comes now meets it. */
    final boolean isInEffect() {
        return begun && !ending;
    }

    final boolean hasBegun() {
        return begun;
    }

    final void countMatched() {
        matched++;
    }

    final void countFired() {
        fired++;
    }

    /** Takes it off the wire; what it held goes on at once, whatever the peers do. */
    final void end() {
        if (ending) {
            if (leaving != null) {
                wire.isAwaited(leaving);
            }
            return;
        }
        ending = true;
        wire.loop().set(schedule, TimerHeap.NEVER);
        try {
            leavePort();
        } finally {
            leaving = takeOff();
        }
    }

    /** Where it works through the port of the endpoint: that is served again. */
    abstract void leavePort();

    /** Takes it off the connections or clients that it is on, in pieces; then {@link #tookOff}. */
    abstract Sweep<?> takeOff();

    final void tookOff() {
        forget();
        wire.faults().remove(this);
        wire.log().ended(fault, System.nanoTime());
        // last: who sees that it has ended sees a wire without it
        ended = true;
        wire.changes().signal();
    }

    /** The endpoint is gone, and with it all that this could act upon. */
    final void abandon() {
        ending = true;
        ended = true;
        wire.loop().set(schedule, TimerHeap.NEVER);
        forget();
    }

    /** Lets go of what it acts upon. */
    abstract void forget();

    // ---- from any thread

    /** Whether it was put on the wire, perhaps to begin later. */
    final boolean isStarted() {
        return started;
    }

    /** Its state and counts, as they are without a look at what is on its way. */
    final String counts() {
        String state = fault + (ended ? ", ended" : begun ? ", active" : ", not yet begun");
        return ListenerFaults.isOne(fault)
                ? state + ", fired " + Spelled.count(fired, "time") + " (the kernel does not tell what it answers)"
                : state + ", matched " + Spelled.count(matched, counted()) + ", fired " + Spelled.count(fired, "time");
    }

    /** What it counts, one of it. */
    abstract String counted();

    @Override
    public final Fault fault() {
        return fault;
    }

    @Override
    public final boolean isActive() {
        if (!ended) {
            // its time may be over, and the loop in the midst of ending it
            wire.look();
        }
        return !ended;
    }

    @Override
    public final long matched() {
        wire.look();
        return matched;
    }

    @Override
    public final long fired() {
        wire.look();
        return fired;
    }

    @Override
    public final void awaitFired(Duration timeout) {
        wire.await(
                () -> fired > 0,
                timeout,
                () -> "fault " + fault + " on " + wire.subject() + " to fire",
                () -> "it has not, having matched " + Spelled.count(matched, counted())
                        + whyNotFired().map(why -> ": " + why).orElse(""));
    }

    @Override
    public final void awaitFired() {
        awaitFired(wire.timeout());
    }

    @Override
    public final void close() {
        if (!ended) {
            wire.change(this::end);
            wire.awaitHealed();
        }
    }

    @Override
    public final Journal journal() {
        return new WireJournal(wire);
    }

    @Override
    public final String toString() {
        return fault + " on \"" + wire.name() + "\" at " + Addresses.spelled(wire.address()) + ", "
                + (ended ? "ended" : "active") + ", fired " + fired + (fired == 1 ? " time" : " times");
    }
}
