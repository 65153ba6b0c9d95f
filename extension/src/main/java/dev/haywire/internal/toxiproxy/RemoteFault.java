package dev.haywire.internal.toxiproxy;

import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.fault.Fault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.net.During;
import dev.haywire.internal.net.WireFault;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fault on the wire that a real Toxiproxy carries. What it does there nobody tells. */
final class RemoteFault implements WireFault, Journalled {
    private final CarriedEndpoint endpoint;
    private final TcpFault fault;
    private final ToxicPlan plan;
    private final RealProxy proxy;

    /** Held by who puts it on the wire or takes it off, which takes as long as Toxiproxy does; nothing else waits for it. */
    private final Object turn = new Object();

    private @Nullable AutoCloseable inEffect;
    private volatile boolean ending;
    private volatile boolean ended;
    private volatile boolean abandoned;

    RemoteFault(CarriedEndpoint endpoint, TcpFault fault, ToxicPlan plan, RealProxy proxy) {
        this.endpoint = endpoint;
        this.fault = fault;
        this.plan = plan;
        this.proxy = proxy;
    }

    /** Puts it on the wire, now or after its delay. */
    void start(ScheduledExecutorService timer) {
        Duration after = fault.selection().startingAfter();
        if (after.isZero()) {
            begin(timer);
        } else {
            timer.schedule(() -> guarded(() -> begin(timer)), after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void begin(ScheduledExecutorService timer) {
        synchronized (turn) {
            if (ending) {
                return;
            }
            inEffect = proxy.put(plan);
            if (!abandoned) {
                fault.selection()
                        .lasting()
                        .ifPresent(lasting ->
                                timer.schedule(() -> guarded(this::close), lasting.toMillis(), TimeUnit.MILLISECONDS));
            }
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            if (!abandoned) {
                endpoint.error(failure);
            }
        }
    }

    @Override
    public void close() {
        During.requireMayAskToxiproxy("close");
        ending = true;
        try {
            synchronized (turn) {
                AutoCloseable effect = inEffect;
                inEffect = null;
                if (effect != null && !abandoned) {
                    takeOff(effect);
                }
            }
        } finally {
            endpoint.ended(this);
            ended = true;
        }
    }

    private static void takeOff(AutoCloseable effect) {
        try {
            effect.close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The proxy goes, and what is on it. */
    void abandon() {
        ending = true;
        abandoned = true;
        ended = true;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public boolean isActive() {
        return !ended;
    }

    @Override
    public boolean isObserved() {
        return false;
    }

    @Override
    public long matched() {
        throw endpoint.cannot("matched() of " + fault, "it does not tell");
    }

    @Override
    public long fired() {
        throw endpoint.cannot("fired() of " + fault, "it does not tell");
    }

    @Override
    public void awaitFired(Duration timeout) {
        throw endpoint.cannot("awaitFired(..) of " + fault, "it does not tell");
    }

    @Override
    public void awaitFired() {
        throw endpoint.cannot("awaitFired() of " + fault, "it does not tell");
    }

    @Override
    public Journal journal() {
        return endpoint.journal();
    }

    @Override
    public String toString() {
        return fault + " on \"" + endpoint.name() + "\" by Toxiproxy, " + (isActive() ? "active" : "ended");
    }
}
