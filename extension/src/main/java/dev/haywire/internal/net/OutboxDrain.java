package dev.haywire.internal.net;

import java.nio.ByteBuffer;

/** Lets what is in an outbox enter the wire, as far as its flow has room. On the loop. */
final class OutboxDrain implements Runnable {
    /** Each may be as small as a byte: after so many the others of the loop have their turns. */
    private static final int OFFERS_AT_ONCE = 128;

    private final Relay relay;
    private final Flow flow;
    private final Outbox outbox;
    private boolean resuming;

    OutboxDrain(Relay relay, Flow flow) {
        this.relay = relay;
        this.flow = flow;
        this.outbox = new Outbox(relay.loop(), this);
    }

    Outbox outbox() {
        return outbox;
    }

    /** There is something new in it. */
    @Override
    public void run() {
        try {
            flow.readable();
        } catch (Throwable failure) {
            relay.crashed(failure);
        }
    }

    /** Drains it for this turn. Returns whether the source may be read as well: a put must not be torn apart. */
    boolean drain() {
        int room;
        int left = EventLoop.LARGE_READ;
        // who fills it as fast as it is emptied must not keep the loop from everybody else
        for (int offers = 0; offers < OFFERS_AT_ONCE && left > 0 && (room = flow.room()) > 0; offers++) {
            int length = offer(Math.min(room, left));
            if (length == 0) {
                break;
            }
            left -= length;
        }
        Outbox.End end = flow.isDead() ? Outbox.End.OPEN : outbox.reached();
        if (end == Outbox.End.FIN) {
            flow.sourceFin();
        } else if (end == Outbox.End.RST) {
            relay.sourceReset(flow);
        }
        return outbox.pending() == 0;
    }

    /** Drains what was put before, room or not: it goes in front of a FIN that the wire sends. */
    void drainBeforeFin() {
        long left = outbox.pending();
        int length;
        while (left > 0 && !flow.isDead() && (length = offer((int) Math.min(left, EventLoop.LARGE_READ))) > 0) {
            left -= length;
        }
    }

    /** Returns how many bytes of the next put have entered the wire; 0 if nothing waits. */
    private int offer(int limit) {
        ByteBuffer next = outbox.next(limit);
        if (next == null) {
            return 0;
        }
        int length = next.remaining();
        flow.offer(next, System.nanoTime());
        outbox.sent(length);
        return length;
    }

    /** There is room again: what is left has a later turn, once. */
    void resume() {
        if (!resuming && outbox.isUndone()) {
            resuming = true;
            relay.loop().execute(() -> {
                resuming = false;
                run();
            });
        }
    }

    /** Nothing more enters the wire, and who waits to say more learns of it. */
    void close() {
        outbox.close(relay.endedText());
    }
}
