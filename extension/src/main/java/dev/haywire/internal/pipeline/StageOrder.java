package dev.haywire.internal.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one lane in their fixed order: by rank, equal ones in the order in which they were added.
 *
 * <p>A change costs the same however many stages there are. Those that hold something, or were handed something since they were last woken, are
 * busy: they form a list of their own in the same order, so that the many that do nothing cost nothing.
 *
 * @param <R> the ranks
 * @param <P> a stage in its place
 */
final class StageOrder<R extends Enum<R>, P extends StageOrder.Place<R, P>> {

    private static final int NUMBER_BITS = 48;

    private final TreeMap<R, P> lastOfRank = new TreeMap<>();
    private @Nullable P first;
    private @Nullable P firstBusy;
    private @Nullable P lastBusy;
    private long added;

    /** A stage in its place. Only its order reads and writes what is here. */
    abstract static class Place<R extends Enum<R>, P extends Place<R, P>> {

        final R rank;
        long order;
        boolean present;
        boolean busy;

        @Nullable
        P before;

        @Nullable
        P after;

        @Nullable
        P busyBefore;

        @Nullable
        P busyAfter;

        Place(R rank) {
            this.rank = rank;
        }

        /** Grows from stage to stage of one lane. */
        final long order() {
            return order;
        }

        /** The next stage. One that was taken out has one, too: what it still has on its way goes on there. */
        final @Nullable P next() {
            P next = after;
            while (next != null && !next.present) {
                next = next.after;
            }
            return next;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    @Nullable
    P first() {
        return first;
    }

    /** Puts a stage after all of its rank and of earlier ones. */
    void add(P place) {
        Map.Entry<R, P> last = lastOfRank.floorEntry(place.rank);
        place.before = last == null ? null : last.getValue();
        place.after = place.before == null ? first : place.before.after;
        if (place.before == null) {
            first = place;
        } else {
            place.before.after = place;
        }
        if (place.after != null) {
            place.after.before = place;
        }
        place.order = ((long) place.rank.ordinal() << NUMBER_BITS) + added++;
        place.present = true;
        lastOfRank.put(place.rank, place);
    }

    /** Takes a stage out; one that is out already stays so. */
    void remove(P place) {
        if (!place.present) {
            return;
        }
        idle(place);
        place.present = false;
        P before = place.before;
        if (before == null) {
            first = place.after;
        } else {
            before.after = place.after;
        }
        if (place.after != null) {
            place.after.before = before;
        }
        if (lastOfRank.get(place.rank) != place) {
            return;
        }
        if (before != null && before.rank == place.rank) {
            lastOfRank.put(place.rank, before);
        } else {
            lastOfRank.remove(place.rank);
        }
    }

    // ---- those at work

    @Nullable
    P firstBusy() {
        return firstBusy;
    }

    @Nullable
    P lastBusy() {
        return lastBusy;
    }

    /** The next busy one, even if the given one is busy no longer. */
    @Nullable
    P nextBusy(P place) {
        if (place.busy) {
            return place.busyAfter;
        }
        P next = firstBusy;
        while (next != null && next.order <= place.order) {
            next = next.busyAfter;
        }
        return next;
    }

    /** Makes a stage busy that may be so already. What hands something to it is mostly right before it, and busy. */
    void busy(P place) {
        if (place.busy || !place.present) {
            return;
        }
        P before = place.before;
        if (before != null && !before.busy) {
            before = lastBusy;
            while (before != null && before.order > place.order) {
                before = before.busyBefore;
            }
        }
        place.busy = true;
        place.busyBefore = before;
        place.busyAfter = before == null ? firstBusy : before.busyAfter;
        linkBusy(before, place);
        linkBusy(place, place.busyAfter);
    }

    /** Makes a stage no longer busy. */
    void idle(P place) {
        if (place.busy) {
            place.busy = false;
            linkBusy(place.busyBefore, place.busyAfter);
            place.busyBefore = null;
            place.busyAfter = null;
        }
    }

    private void linkBusy(@Nullable P one, @Nullable P other) {
        if (one == null) {
            firstBusy = other;
        } else {
            one.busyAfter = other;
        }
        if (other == null) {
            lastBusy = one;
        } else {
            other.busyBefore = one;
        }
    }
}
