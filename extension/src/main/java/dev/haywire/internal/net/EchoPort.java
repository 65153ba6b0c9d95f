package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.nio.ByteBuffer;

/** A server that says what it hears, without a thread: what passes one flow enters the other. */
final class EchoPort implements Port {
    private final Relay relay;
    private boolean refused;
    private boolean gone;

    EchoPort(Relay relay) {
        this.relay = relay;
    }

    @Override
    public boolean write(ByteBuffer from) {
        Flow back = relay.flow(Direction.DOWNSTREAM);
        if (gone || back.hearsNothing()) {
            from.position(from.limit());
            return true;
        }
        int limit = from.limit();
        int room;
        // until it has no room: only then will it say when it has again
        while (from.hasRemaining() && (room = back.room()) > 0) {
            from.limit(from.position() + Math.min(room, from.remaining()));
            back.offer(from, System.nanoTime());
            from.limit(limit);
        }
        if (back.hearsNothing()) {
            from.position(limit);
        }
        refused = from.hasRemaining();
        return !refused;
    }

    @Override
    public void wantRead(boolean wanted) {
        if (wanted && refused) {
            refused = false;
            relay.flow(Direction.UPSTREAM).flush();
        }
    }

    @Override
    public void finish() {
        relay.flow(Direction.DOWNSTREAM).outbox().end(Outbox.End.FIN);
        relay.flow(Direction.DOWNSTREAM).readable();
    }

    @Override
    public void reset() {
        gone = true;
    }

    @Override
    public void release() {
        gone = true;
    }
}
