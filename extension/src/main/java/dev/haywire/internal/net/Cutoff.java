package dev.haywire.internal.net;

import dev.haywire.internal.journal.Spelled;

/**
 * The end that a fault puts to a conversation at a position of one direction: what comes before it still arrives, nothing passes in the other
 * direction, and only the RST or FIN goes out.
 *
 * <p>A RST waits until the receiver has acknowledged what comes before it, as long as the endpoint's waits last; this timer ends the wait.
 */
final class Cutoff extends Timer {
    private final Relay relay;
    private final Flow flow;
    private final Flow back;
    private final boolean byReset;

    /**
     * Makes the end; {@link #begin} comes next.
     *
     * @param flow the direction with the position
     * @param back the other one
     */
    Cutoff(Relay relay, Flow flow, Flow back, boolean byReset) {
        this.relay = relay;
        this.flow = flow;
        this.back = back;
        this.byReset = byReset;
    }

    /** Its moment: the last byte before the position has left the wire, and its receiver has not answered yet. */
    void begin() {
        flow.hangUp();
        back.mute();
        if (byReset) {
            relay.loop().setIn(this, relay.wire().timeout());
        }
    }

    /** FIN in the other direction. */
    void finish() {
        back.finish();
    }

    /** Somebody has reset: what is still to be done where that was the receiver of what comes before the position. */
    void broken(Flow toBroken) {
        if (toBroken == flow && byReset) {
            relay.resetAll();
        } else if (toBroken == flow) {
            back.finish();
            relay.finished();
        }
    }

    /** All is over. */
    void cancel() {
        relay.loop().set(this, TimerHeap.NEVER);
    }

    @Override
    void due(long now) {
        relay.note("RST after " + Spelled.duration(relay.wire().timeout())
                + ", though the receiver has not acknowledged all that comes before it");
        relay.resetByFault();
    }

    @Override
    void failed(Throwable failure) {
        relay.crashed(failure);
    }
}
