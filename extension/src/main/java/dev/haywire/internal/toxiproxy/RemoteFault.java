package dev.haywire.internal.toxiproxy;

import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.fault.Fault;
import dev.haywire.fault.TcpFault;
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
    private @Nullable AutoCloseable inEffect;
    private boolean ended;

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

    private synchronized void begin(ScheduledExecutorService timer) {
        if (!ended) {
            inEffect = proxy.put(plan);
            fault.selection()
                    .lasting()
                    .ifPresent(lasting ->
                            timer.schedule(() -> guarded(this::close), lasting.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            endpoint.error(failure);
        }
    }

    @Override
    public void close() {
        AutoCloseable effect;
        synchronized (this) {
            ended = true;
            effect = inEffect;
            inEffect = null;
        }
        endpoint.ended(this);
        if (effect != null) {
            try {
                effect.close();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** The proxy is gone, and what was on it. */
    synchronized void abandon() {
        ended = true;
        inEffect = null;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public synchronized boolean isActive() {
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
