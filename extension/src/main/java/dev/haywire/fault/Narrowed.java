package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all faults have in common: a selection, and narrowings that return the fault's own type.
 *
 * <p>Public only so that faults of several kinds can stand in one stream or array; code speaks of {@link Fault} and its subtypes.
 *
 * @param <S> that type
 * @since 0.1
 */
@Experimental
public abstract sealed class Narrowed<S extends Fault> permits TcpNarrowed, UdpNarrowed {

    private final Selection selection;

    Narrowed(Selection selection) {
        this.selection = selection;
    }

    /** Returns the same fault with another selection. */
    abstract S with(Selection next);

    /** Returns what the factory and the options set, for {@code equals}. */
    abstract List<Object> values();

    /** Spells factory and options as calls. */
    abstract String head();

    /**
     * Returns the name of the factory that makes such a fault; see {@link Fault#kind()}.
     *
     * @return {@code latency}, {@code halfClose} and so on
     */
    public abstract String kind();

    /** Throws if the narrowing just added, spelled as a call, makes no sense for this fault. */
    void judge(String added, Selection next) {}

    final S narrow(Selection next) {
        List<String> added = new ArrayList<>(next.calls());
        added.removeAll(selection.calls());
        if (!added.isEmpty()) {
            judge(added.get(0), next);
        }
        return with(next);
    }

    /** Returns the narrowings as given, without what the kind of fault implies. */
    final Selection own() {
        return selection;
    }

    /**
     * Returns what the fault is narrowed to; see {@link Fault#selection()}.
     *
     * @return the selection; one that selects everything where nothing narrows
     */
    public Selection selection() {
        return selection;
    }

    /**
     * Returns the direction in which it works; see {@link Fault#direction()}.
     *
     * @return the direction named, else BOTH; a fault that has to name one and does not is refused when it is applied
     */
    public Direction direction() {
        return selection.direction().orElse(Direction.BOTH);
    }

    /**
     * Tells whether chance may let all that passes go untouched; see {@link Fault#isRandom()}.
     *
     * @return whether it may do nothing to all that passes
     */
    public boolean isRandom() {
        return selection.probability().orElse(1) < 1;
    }

    /**
     * Narrows it to what the application sends to the server; see {@link Fault#upstream()}.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the
     *     fault
     */
    public S upstream() {
        return narrow(new Selection(selection.parts().with(Direction.UPSTREAM)));
    }

    /**
     * Narrows it to what the server sends to the application; see {@link Fault#downstream()}.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the
     *     fault
     */
    public S downstream() {
        return narrow(new Selection(selection.parts().with(Direction.DOWNSTREAM)));
    }

    /**
     * Says in which direction it works; see {@link Fault#direction(Direction)}.
     *
     * @param direction UPSTREAM, DOWNSTREAM or BOTH
     * @return the narrowed fault
     * @throws IllegalArgumentException if another direction was named before, or a direction makes no sense for the
     *     fault
     */
    public S direction(Direction direction) {
        Objects.requireNonNull(direction, "direction");
        return narrow(new Selection(selection.parts().with(direction)));
    }

    /**
     * Lets it begin later than it is applied; see {@link Fault#startingAfter(Duration)}.
     *
     * @param delay from the moment it is applied; zero or more, at most 36500 days
     * @return the narrowed fault
     * @throws IllegalArgumentException if the delay is negative or too long, or another was given before
     */
    public S startingAfter(Duration delay) {
        return with(new Selection(selection.parts().withStartingAfter(delay)));
    }

    /**
     * Ends it by itself, as closing it would; see {@link Fault#lasting(Duration)}.
     *
     * @param length from the moment it begins; more than zero, at most 36500 days
     * @return the narrowed fault
     * @throws IllegalArgumentException if the length is negative, zero or too long, or another was given before
     */
    public S lasting(Duration length) {
        return with(new Selection(selection.parts().withLasting(length)));
    }

    /**
     * Hits only some; see {@link Fault#probability(double)}.
     *
     * @param probability a fraction from 0 to 1
     * @return the narrowed fault
     * @throws IllegalArgumentException if it is no such fraction, another was given before, or the fault has a
     *     probability of its own
     */
    public S probability(double probability) {
        return narrow(new Selection(selection.parts().withProbability(probability)));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Narrowed<?> that
                && kind().equals(that.kind())
                && values().equals(that.values())
                && selection().equals(that.selection());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(kind(), values(), selection());
    }

    @Override
    public final String toString() {
        return head() + selection();
    }
}
