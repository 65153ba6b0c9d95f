package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.Direction;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One proxy on a real Toxiproxy, by toxiproxy-java. */
final class RealProxy {
    private final Proxy proxy;
    private final BoundedCalls calls;
    private int toxics;
    private int disabling;

    RealProxy(Proxy proxy, BoundedCalls calls) {
        this.proxy = proxy;
        this.calls = calls;
    }

    String listen() {
        return proxy.getListen();
    }

    /** Puts a plan into effect, all of it or nothing; returns what takes it back. */
    synchronized AutoCloseable put(ToxicPlan plan) {
        return plan.disables() ? disable() : add(plan.toxics());
    }

    private AutoCloseable disable() {
        if (disabling++ == 0) {
            call("disable", proxy::disable);
        }
        return () -> {
            synchronized (this) {
                if (--disabling == 0) {
                    call("enable", proxy::enable);
                }
            }
        };
    }

    /** Ends all its connections: a proxy that is disabled has none. */
    synchronized void dropConnections() {
        if (disabling == 0) {
            call("disable", proxy::disable);
            call("enable", proxy::enable);
        }
    }

    private AutoCloseable add(List<ToxicPlan.Toxic> plan) {
        List<Toxic> added = new ArrayList<>(plan.size());
        try {
            for (ToxicPlan.Toxic toxic : plan) {
                call("add a " + toxic.type() + " toxic to", () -> added.add(add(toxic)));
            }
        } catch (RuntimeException failure) {
            remove(added, failure);
            throw failure;
        }
        return () -> {
            RuntimeException failed = remove(added, null);
            if (failed != null) {
                throw failed;
            }
        };
    }

    /** All of them: what one removal comes to keeps none of the others. */
    private @Nullable RuntimeException remove(List<Toxic> added, @Nullable RuntimeException before) {
        RuntimeException first = before;
        for (Toxic toxic : added) {
            try {
                call("remove a toxic from", toxic::remove);
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        return first;
    }

    private Toxic add(ToxicPlan.Toxic plan) throws IOException {
        ToxicList list = proxy.toxics();
        ToxicDirection way =
                plan.direction() == Direction.UPSTREAM ? ToxicDirection.UPSTREAM : ToxicDirection.DOWNSTREAM;
        String name = plan.type() + "-" + ++toxics;
        Toxic toxic =
                switch (plan.type()) {
                    case "latency" -> {
                        var latency = list.latency(name, way, plan.value());
                        yield plan.option() == 0 ? latency : latency.setJitter(plan.option());
                    }
                    case "bandwidth" -> list.bandwidth(name, way, plan.value());
                    case "timeout" -> list.timeout(name, way, plan.value());
                    case "limit_data" -> list.limitData(name, way, plan.value());
                    case "slicer" -> list.slicer(name, way, plan.value(), plan.option());
                    case "slow_close" -> list.slowClose(name, way, plan.value());
                    default -> throw new IllegalArgumentException(plan.type());
                };
        if (plan.toxicity() < 1) {
            toxic.setToxicity(plan.toxicity());
        }
        return toxic;
    }

    void delete() {
        call("delete", () -> {
            try {
                proxy.delete();
            } catch (FileNotFoundException gone) {
                // somebody else did, or the server was started anew
            }
        });
    }

    private void call(String what, BoundedCalls.Request request) {
        try {
            calls.run(BoundedCalls.CHANGES_WITHIN_SECONDS, request);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "could not " + what + " proxy \"" + proxy.getName() + "\" of Toxiproxy: " + failure.getMessage(),
                    failure);
        }
    }
}
