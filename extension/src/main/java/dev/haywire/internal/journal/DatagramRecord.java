package dev.haywire.internal.journal;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams that one endpoint delivered: the first 10 000 of both directions together, 64 MiB of payload at most and as far as the budget of
 * all records goes, and the count of all. One thread writes, any number read; who takes datagrams holds a lock, the writer only where it hands
 * over one that is not kept.
 *
 * <p>The writer fills a slot and publishes it by the count (release); a reader takes the count (acquire) and copies. A slot changes once more
 * at most, to null, when its datagram is withdrawn: a reader may meet either. Growing, compacting and beginning anew put other slots in place
 * of the old ones.
 */
public final class DatagramRecord {
    /** How many datagrams are kept. */
    public static final int BOUND = 10_000;

    /** How many bytes of payload are kept: 64 MiB. */
    public static final long PAYLOAD_BOUND = 64L << 20;

    /** Up to here a record may use what is reserved for beginnings. */
    private static final long FIRST = 64 * 1024;

    /** What a datagram that is kept costs apart from its payload. */
    private static final int OVERHEAD = 128;

    private static final int SMALLEST = 16;
    private static final VarHandle UP;
    private static final VarHandle DOWN;
    private static final VarHandle USED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            UP = lookup.findVarHandle(DatagramRecord.class, "deliveredUp", long.class);
            DOWN = lookup.findVarHandle(DatagramRecord.class, "deliveredDown", long.class);
            USED = lookup.findVarHandle(Slots.class, "used", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Slots, filled from the first on; null where a datagram was withdrawn. */
    private static final class Slots {
        final @Nullable RecordedDatagram[] slots;

        @SuppressWarnings("unused") // through USED
        int used;

        /** The first slot that may hold a datagram not yet taken. Guarded by the record. */
        int cursor;

        Slots(@Nullable RecordedDatagram[] slots, int used) {
            this.slots = slots;
            this.used = used;
        }

        int used() {
            return (int) USED.getAcquire(this);
        }
    }

    private final Charset charset;
    private final RecordBudget budget;
    private final Handover handover = new Handover();
    private volatile Slots kept = new Slots(new RecordedDatagram[SMALLEST], 0);
    private volatile boolean truncated;

    @SuppressWarnings("unused") // through UP
    private long deliveredUp;

    @SuppressWarnings("unused") // through DOWN
    private long deliveredDown;

    // ---- the writer's own

    private long payloadKept;
    private int withdrawn;
    /** How many of each client's upstream datagrams are not kept: the later ones, and so those that are withdrawn first. */
    private long[] unkept = {};

    /** Makes an empty record of datagrams whose texts are UTF-8. */
    public DatagramRecord() {
        this(StandardCharsets.UTF_8, new RecordBudget());
    }

    /**
     * Makes an empty record.
     *
     * @param charset how {@link Datagram#text()} decodes
     * @param budget bounds what all records of its endpoint keep
     */
    public DatagramRecord(Charset charset, RecordBudget budget) {
        this.charset = charset;
        this.budget = budget;
    }

    /**
     * Adds a datagram that was delivered. One thread at a time.
     *
     * @param client its client's index, from 0
     * @param ordinal its number among those of its client and direction, from 1
     * @param copy which copy it is, from 1; 0: the datagram itself
     * @param direction UPSTREAM or DOWNSTREAM
     * @param source who sent it
     * @param payload the bytes from position to limit; neither is moved
     * @param stamp when it arrived, of {@link System#nanoTime()}
     */
    public void add(
            int client,
            long ordinal,
            int copy,
            Direction direction,
            InetSocketAddress source,
            ByteBuffer payload,
            long stamp) {
        int length = payload.remaining();
        Slots room = truncated ? null : room();
        if (room != null && fits(length)) {
            keep(new RecordedDatagram(client, ordinal, copy, direction, source, copy(payload), charset, stamp), room);
            payloadKept += length;
        } else {
            truncated = true;
            if (direction == Direction.UPSTREAM) {
                countUnkept(client);
                if (handover.isAwaited()) {
                    handover.give(new RecordedDatagram(
                            client, ordinal, copy, direction, source, copy(payload), charset, stamp));
                }
            }
        }
        VarHandle count = direction == Direction.UPSTREAM ? UP : DOWN;
        count.setRelease(this, (long) count.get(this) + 1);
    }

    private boolean fits(int length) {
        return payloadKept + length <= PAYLOAD_BOUND && budget.take(length + OVERHEAD, payloadKept + length <= FIRST);
    }

    private static void keep(RecordedDatagram datagram, Slots room) {
        int used = (int) USED.get(room);
        room.slots[used] = datagram;
        USED.setRelease(room, used + 1);
    }

    private static byte[] copy(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return bytes;
    }

    /** Returns slots of which one is free, or null where all are taken for good. */
    private @Nullable Slots room() {
        Slots now = kept;
        int used = (int) USED.get(now);
        if (used < now.slots.length) {
            return now;
        }
        if (used == BOUND && withdrawn == 0) {
            return null;
        }
        @Nullable RecordedDatagram[] slots = new RecordedDatagram[Math.min(BOUND, 2 * used)];
        int next = 0;
        for (RecordedDatagram datagram : now.slots) {
            if (datagram != null) {
                slots[next++] = datagram;
            }
        }
        withdrawn = 0;
        Slots more = new Slots(slots, next);
        kept = more;
        return more;
    }

    private void countUnkept(int client) {
        if (client >= unkept.length) {
            unkept = Arrays.copyOf(unkept, Math.max(client + 1, 2 * unkept.length));
        }
        unkept[client]++;
    }

    /**
     * Removes the last upstream datagram of a client, of which the kernel has reported that it could not be delivered; counts one less. By the
     * thread that adds. Does nothing where that client has none.
     *
     * @param client its index
     */
    public void withdraw(int client) {
        if (client < unkept.length && unkept[client] > 0) {
            unkept[client]--;
        } else if (!removeLast(client)) {
            return;
        }
        UP.setRelease(this, (long) UP.get(this) - 1);
    }

    private boolean removeLast(int client) {
        Slots now = kept;
        for (int i = (int) USED.get(now) - 1; i >= 0; i--) {
            RecordedDatagram datagram = now.slots[i];
            if (datagram != null && datagram.index() == client && datagram.went(Direction.UPSTREAM)) {
                now.slots[i] = null;
                payloadKept -= datagram.length();
                budget.give(datagram.length() + OVERHEAD);
                withdrawn++;
                return true;
            }
        }
        return false;
    }

    /** Begins anew; the memory is its budget's to take back. By the thread that adds. */
    public void restart() {
        handover.clear();
        UP.setRelease(this, 0L);
        DOWN.setRelease(this, 0L);
        kept = new Slots(new RecordedDatagram[SMALLEST], 0);
        truncated = false;
        payloadKept = 0;
        withdrawn = 0;
        unkept = new long[0];
    }

    // ---- from any thread

    /**
     * Counts the datagrams delivered, those that are not kept too.
     *
     * @param direction UPSTREAM, DOWNSTREAM, or BOTH for the sum
     * @return datagrams, copies included
     */
    public long delivered(Direction direction) {
        return switch (direction) {
            case UPSTREAM -> (long) UP.getAcquire(this);
            case DOWNSTREAM -> (long) DOWN.getAcquire(this);
            case BOTH -> (long) UP.getAcquire(this) + (long) DOWN.getAcquire(this);
        };
    }

    /**
     * Returns what is kept.
     *
     * @param direction UPSTREAM, DOWNSTREAM, or BOTH for all
     * @return a copy, in order of delivery
     */
    public List<Datagram> all(Direction direction) {
        Slots now = kept;
        int used = now.used();
        List<Datagram> all = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            RecordedDatagram datagram = now.slots[i];
            if (datagram != null && datagram.went(direction)) {
                all.add(datagram);
            }
        }
        return List.copyOf(all);
    }

    /** One more begins to wait for a datagram to take: those that are delivered from now on are handed over where they are not kept. */
    public void beginTaking() {
        handover.begin();
    }

    /** It waits no more. */
    public void endTaking() {
        handover.end();
    }

    /**
     * Takes the next upstream datagram that is kept and not yet taken, or, where there is none, one that was delivered while somebody waited.
     *
     * @return the datagram, or null where there is none
     */
    public synchronized @Nullable Datagram take() {
        Slots now = kept;
        int used = now.used();
        while (now.cursor < used) {
            RecordedDatagram datagram = now.slots[now.cursor++];
            // where slots were put in place of others, the cursor meets those again that were taken before
            if (datagram != null && datagram.went(Direction.UPSTREAM) && !datagram.taken) {
                datagram.taken = true;
                return datagram;
            }
        }
        return handover.poll();
    }

    /**
     * Tells whether more was delivered than is kept.
     *
     * @return whether {@link #all} lacks the later ones
     */
    public boolean truncated() {
        return truncated;
    }
}
