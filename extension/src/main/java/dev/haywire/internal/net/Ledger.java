package dev.haywire.internal.net;

import dev.haywire.UdpCounts;
import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.DatagramCounts;
import dev.haywire.internal.journal.DatagramRecord;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Optional;

/** What became of the datagrams on one wire: records, counts and journal are written together, on the loop. */
final class Ledger {
    private final Wire wire;
    private final DatagramRecord record;
    private final DatagramCounts counts = new DatagramCounts();
    private final HeldDatagrams heldUp = new HeldDatagrams();
    private final HeldDatagrams heldDown = new HeldDatagrams();

    Ledger(Wire wire, Charset charset) {
        this.wire = wire;
        this.record = new DatagramRecord(charset, wire.records());
    }

    // ---- on the loop

    void received(Direction direction) {
        counts.received(direction);
    }

    void copied(Direction direction) {
        counts.copied(direction);
    }

    void reordered(Direction direction) {
        counts.reordered(direction);
    }

    void delivered(
            UdpSession session,
            Direction direction,
            long ordinal,
            int copy,
            InetSocketAddress source,
            ByteBuffer payload,
            long stamp) {
        record.add(session.index(), ordinal, copy, direction, source, payload, stamp);
        counts.delivered(direction);
        wire.log().delivered(session.index(), direction, ordinal, copy, payload.remaining(), System.nanoTime());
        wire.changes().signal();
    }

    void dropped(UdpSession session, Direction direction, long ordinal, int copy, String cause) {
        counts.dropped(direction, cause);
        wire.log().dropped(session.index(), direction, ordinal, copy, cause, System.nanoTime());
        wire.changes().signal();
    }

    /** The kernel reports that the last datagram of that client to the server was refused. */
    void unreachable(UdpSession session) {
        if (session.takeOutstanding()) {
            record.withdraw(session.index());
            counts.undelivered(Direction.UPSTREAM);
            dropped(session, Direction.UPSTREAM, session.lastOrdinal(), session.lastCopy(), "unreachable");
        }
    }

    /** So many were held when the endpoint ended. */
    void ended(Direction direction, int held) {
        for (int i = 0; i < held; i++) {
            counts.dropped(direction, "ended");
        }
    }

    void restart() {
        record.restart();
        counts.restart(heldUp.count(), heldDown.count());
    }

    // ---- as the loop left it, from any thread

    DatagramRecord record() {
        return record;
    }

    HeldDatagrams held(Direction direction) {
        return direction == Direction.UPSTREAM ? heldUp : heldDown;
    }

    UdpCounts counts(Direction direction, long kernelDrops) {
        long up = direction == Direction.DOWNSTREAM ? 0 : heldUp.count();
        long down = direction == Direction.UPSTREAM ? 0 : heldDown.count();
        return counts.snapshot(direction, up + down, kernelDrops);
    }

    /** Tells whether something has vanished, or came from nowhere. */
    Optional<String> unaccounted() {
        return counts.unaccounted(heldUp.count(), heldDown.count());
    }
}
