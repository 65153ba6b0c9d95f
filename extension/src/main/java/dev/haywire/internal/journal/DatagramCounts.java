package dev.haywire.internal.journal;

import dev.haywire.UdpCounts;
import dev.haywire.fault.Direction;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What became of the datagrams on one endpoint's wire. One thread writes, any number read. Nothing vanishes: in each direction
 * {@code received + copied = delivered + dropped + held}.
 */
public final class DatagramCounts {
    private volatile Since since = new Since(new Way(), new Way());

    /** What was counted since the last restart: replaced as one, so that no reader mixes two tests. */
    private record Since(Way up, Way down) {
        Way way(Direction direction) {
            return direction == Direction.UPSTREAM ? up : down;
        }
    }

    /** One direction. Only one thread writes, so that a plain read and a release do where others need an atomic addition. */
    private static final class Way {
        static final int RECEIVED = 0;
        static final int DELIVERED = 1;
        static final int COPIED = 2;
        static final int REORDERED = 3;

        final AtomicLongArray counts = new AtomicLongArray(4);
        volatile Losses losses = Losses.NONE;

        void add(int which, long more) {
            counts.setRelease(which, counts.getPlain(which) + more);
        }

        void drop(String cause) {
            Losses now = losses;
            int at = now.at(cause);
            if (at < 0) {
                at = now.causes.length;
                now = now.with(cause);
                losses = now;
            }
            now.counts.setRelease(at, now.counts.getPlain(at) + 1);
        }

        Snapshot snapshot(long held, long kernelDrops) {
            Map<String, Long> dropped = new TreeMap<>();
            losses.addTo(dropped);
            return new Snapshot(
                    counts.getAcquire(RECEIVED),
                    counts.getAcquire(DELIVERED),
                    dropped,
                    counts.getAcquire(COPIED),
                    counts.getAcquire(REORDERED),
                    held,
                    kernelDrops);
        }
    }

    /** Counts by cause. Causes are few, and a new one is rare: it copies all. */
    private static final class Losses {
        static final Losses NONE = new Losses(new String[0]);

        final String[] causes;
        final AtomicLongArray counts;

        Losses(String[] causes) {
            this.causes = causes;
            this.counts = new AtomicLongArray(causes.length);
        }

        int at(String cause) {
            for (int i = 0; i < causes.length; i++) {
                if (causes[i].equals(cause)) {
                    return i;
                }
            }
            return -1;
        }

        Losses with(String cause) {
            String[] names = new String[causes.length + 1];
            System.arraycopy(causes, 0, names, 0, causes.length);
            names[causes.length] = cause;
            Losses more = new Losses(names);
            for (int i = 0; i < causes.length; i++) {
                more.counts.setPlain(i, counts.getPlain(i));
            }
            return more;
        }

        void addTo(Map<String, Long> dropped) {
            for (int i = 0; i < causes.length; i++) {
                long count = counts.getAcquire(i);
                if (count > 0) {
                    dropped.merge(causes[i], count, Long::sum);
                }
            }
        }
    }

    /** What a test is given. */
    private record Snapshot(
            long received,
            long delivered,
            Map<String, Long> droppedByCause,
            long duplicated,
            long reordered,
            long held,
            long kernelDrops)
            implements UdpCounts {

        Snapshot {
            droppedByCause = Collections.unmodifiableMap(droppedByCause);
        }

        @Override
        public long dropped() {
            long sum = 0;
            for (long count : droppedByCause.values()) {
                sum += count;
            }
            return sum;
        }

        @Override
        public long dropped(String cause) {
            return droppedByCause.getOrDefault(cause, 0L);
        }

        @Override
        public String toString() {
            return "received " + received + ", delivered " + delivered + ", dropped " + dropped() + causes()
                    + ", duplicated " + duplicated + ", reordered " + reordered + ", held " + held + ", kernel drops "
                    + kernelDrops;
        }

        String causes() {
            if (droppedByCause.isEmpty()) {
                return "";
            }
            StringBuilder causes = new StringBuilder();
            droppedByCause.forEach((cause, count) -> causes.append(causes.isEmpty() ? " (" : ", ")
                    .append(cause)
                    .append(' ')
                    .append(count));
            return causes.append(')').toString();
        }
    }

    /** Begins with nothing counted. */
    public DatagramCounts() {}

    /**
     * Counts a datagram that arrived at the wire.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     */
    public void received(Direction direction) {
        since.way(direction).add(Way.RECEIVED, 1);
    }

    /**
     * Counts a datagram, or a copy, that left the wire.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     */
    public void delivered(Direction direction) {
        since.way(direction).add(Way.DELIVERED, 1);
    }

    /**
     * Takes back that one was delivered: the kernel has reported that it was not. {@link #dropped} follows.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     */
    public void undelivered(Direction direction) {
        since.way(direction).add(Way.DELIVERED, -1);
    }

    /**
     * Counts a datagram, or a copy, that was lost.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     * @param cause why: one of a few words
     */
    public void dropped(Direction direction, String cause) {
        since.way(direction).drop(cause);
    }

    /**
     * Counts a copy that was made.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     */
    public void copied(Direction direction) {
        since.way(direction).add(Way.COPIED, 1);
    }

    /**
     * Counts a datagram that was delivered behind a later one of its client and direction.
     *
     * @param direction UPSTREAM or DOWNSTREAM
     */
    public void reordered(Direction direction) {
        since.way(direction).add(Way.REORDERED, 1);
    }

    /**
     * Begins anew: what is still held counts as received, as it will be delivered or dropped later. By the thread that counts.
     *
     * @param heldUp datagrams and copies held upstream
     * @param heldDown datagrams and copies held downstream
     */
    public void restart(long heldUp, long heldDown) {
        Way up = new Way();
        up.add(Way.RECEIVED, heldUp);
        Way down = new Way();
        down.add(Way.RECEIVED, heldDown);
        since = new Since(up, down);
    }

    // ---- from any thread; what is exact at one moment only where the counting thread asks, or rests

    /**
     * Tells what was counted.
     *
     * @param direction UPSTREAM, DOWNSTREAM, or BOTH for the sum
     * @param held datagrams and copies held there now
     * @param kernelDrops what the kernel threw away
     * @return a snapshot
     */
    public UdpCounts snapshot(Direction direction, long held, long kernelDrops) {
        Since now = since;
        if (direction != Direction.BOTH) {
            return now.way(direction).snapshot(held, kernelDrops);
        }
        Snapshot up = now.up.snapshot(0, 0);
        Snapshot down = now.down.snapshot(0, 0);
        Map<String, Long> dropped = new TreeMap<>(up.droppedByCause);
        down.droppedByCause.forEach((cause, count) -> dropped.merge(cause, count, Long::sum));
        return new Snapshot(
                up.received + down.received,
                up.delivered + down.delivered,
                dropped,
                up.duplicated + down.duplicated,
                up.reordered + down.reordered,
                held,
                kernelDrops);
    }

    /**
     * Tells whether something has vanished, or came from nowhere. By the thread that counts.
     *
     * @param heldUp datagrams and copies held upstream now
     * @param heldDown datagrams and copies held downstream now
     * @return one sentence with all counts; empty where they add up
     */
    public Optional<String> unaccounted(long heldUp, long heldDown) {
        Since now = since;
        String wrong = wrong("upstream", now.up.snapshot(heldUp, 0));
        String wrongDown = wrong("downstream", now.down.snapshot(heldDown, 0));
        if (wrong.isEmpty() || wrongDown.isEmpty()) {
            wrong += wrongDown;
        } else {
            wrong += "; " + wrongDown;
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
    }

    private static String wrong(String way, Snapshot counts) {
        long came = counts.received + counts.duplicated;
        long became = counts.delivered + counts.dropped() + counts.held;
        return came == became
                ? ""
                : way + " counts do not add up: received " + counts.received + " + duplicated " + counts.duplicated
                        + " = " + came + ", but delivered " + counts.delivered + " + dropped " + counts.dropped()
                        + counts.causes() + " + held " + counts.held + " = " + became;
    }
}
