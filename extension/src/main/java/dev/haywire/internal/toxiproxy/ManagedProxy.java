package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.Direction;
import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.KeptPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of the control API. Changed by one request at a time, read by any without waiting. Its locks are held across nothing that waits for
 * a peer; a host name that it listens at is looked up under its own lock only.
 */
final class ManagedProxy {
    private final long seed;
    private volatile ProxyState state;
    private volatile @Nullable Carrier carrier;
    private @Nullable KeptPort kept;
    private int generation;
    private boolean removed;

    /** Makes one that is disabled. */
    ManagedProxy(ProxyState state, long seed) {
        this.state = state.at(state.listen(), state.upstream(), false);
        this.seed = seed;
    }

    ProxyState state() {
        return state;
    }

    /** Enables it, where it is not. */
    synchronized void start() {
        requireThere();
        if (!state.enabled()) {
            listenAt(created(state.listen()));
        }
    }

    /** Reads an address whose errors say what was to be done with it. */
    private static ListenAddress created(String listen) {
        try {
            return ListenAddress.resolve(listen);
        } catch (ApiException wrong) {
            throw new ApiException(wrong.status(), "listen tcp: " + wrong.getMessage());
        }
    }

    private void listenAt(ListenAddress address) {
        Carrier started = Listening.start(state, address, seed + 0x9E3779B97F4A7C15L * generation);
        generation++;
        carrier = started;
        release();
        state = state.at(Addresses.spelled(started.address()), state.upstream(), true);
    }

    /**
     * Changes what differs, which ends all connections; one that cannot listen there stays, disabled. What the body does not give is as the
     * update before has left it.
     */
    synchronized ProxyState update(Json body) {
        requireThere();
        ProxyRequest request = ProxyRequest.update(state, body);
        String listen = request.listen();
        String upstream = request.upstream();
        if (differs(listen, upstream)) {
            stop();
            release();
            state = state.at(listen, upstream, false);
        }
        if (request.enabled()) {
            start();
        } else {
            stop();
        }
        return state;
    }

    /** Tells whether it would have to be stopped and started anew for these. */
    boolean differs(String listen, String upstream) {
        ListenAddress address = ListenAddress.resolve(listen);
        return !address.isShownAs(state.listen()) || !state.upstream().equals(upstream);
    }

    /** Disables it, where it is enabled. No other socket gets its port by chance until it is enabled again. */
    synchronized void stop() {
        Carrier ending = carrier;
        if (ending != null) {
            carrier = null;
            state = state.at(state.listen(), state.upstream(), false);
            kept = ending.hangUp();
        }
    }

    /** Resets its connections soon. Waits for nothing, not even for a request that changes it. */
    CompletableFuture<Void> unblock() {
        Carrier now = carrier;
        return now == null ? CompletableFuture.completedFuture(null) : now.unblock();
    }

    private void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }

    synchronized ManagedToxic add(Json body) {
        requireThere();
        ManagedToxic toxic = ToxicRequest.read(body, state.network(), state.toxics());
        List<ManagedToxic> toxics = new ArrayList<>(state.toxics());
        toxics.add(toxic.direction() == Direction.UPSTREAM ? upstreamToxics() : toxics.size(), toxic);
        become(toxics);
        return toxic;
    }

    private int upstreamToxics() {
        int count = 0;
        for (ManagedToxic toxic : state.toxics()) {
            count += toxic.direction() == Direction.UPSTREAM ? 1 : 0;
        }
        return count;
    }

    synchronized ManagedToxic update(String toxic, Json body) {
        requireThere();
        ManagedToxic before = state.toxic(toxic);
        ToxicRequest.Update update = ToxicRequest.update(before, body);
        List<ManagedToxic> toxics = new ArrayList<>(state.toxics());
        toxics.set(toxics.indexOf(before), update.toxic());
        become(toxics);
        update.decoding().check();
        return update.toxic();
    }

    synchronized void remove(String toxic) {
        requireThere();
        List<ManagedToxic> toxics = new ArrayList<>(state.toxics());
        toxics.remove(state.toxic(toxic));
        become(toxics);
    }

    /** Enables it and takes all toxics off. */
    synchronized void reset() {
        if (!removed) {
            start();
            become(List.of());
        }
    }

    private void become(List<ManagedToxic> toxics) {
        Carrier now = carrier;
        if (now != null) {
            now.toxics(toxics);
        }
        state = state.with(toxics);
    }

    /**
     * Ends it for good, as where it is deleted.
     *
     * @return false where it had ended before
     */
    synchronized boolean delete() {
        boolean there = !removed;
        removed = true;
        stop();
        release();
        return there;
    }

    synchronized boolean isRemoved() {
        return removed;
    }

    /** Ends it for good with the server. */
    synchronized void close() {
        removed = true;
        Carrier ending = carrier;
        if (ending != null) {
            ending.close();
            carrier = null;
        }
        release();
    }

    private void requireThere() {
        if (removed) {
            throw ApiException.proxyNotFound();
        }
    }
}
