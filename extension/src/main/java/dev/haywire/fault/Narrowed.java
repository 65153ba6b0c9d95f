package dev.haywire.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all faults have in common: a selection, and narrowings that return the fault's own type.
 *
 * @param <S> that type
 */
abstract sealed class Narrowed<S extends Fault> permits TcpNarrowed {

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

    public Selection selection() {
        return selection;
    }

    public Direction direction() {
        return selection.direction().orElse(Direction.BOTH);
    }

    public boolean isRandom() {
        return selection.probability().orElse(1) < 1;
    }

    public S upstream() {
        return narrow(selection.withDirection(Direction.UPSTREAM));
    }

    public S downstream() {
        return narrow(selection.withDirection(Direction.DOWNSTREAM));
    }

    public S direction(Direction direction) {
        Objects.requireNonNull(direction, "direction");
        return narrow(selection.withDirection(direction));
    }

    public S startingAfter(Duration delay) {
        return with(selection.withStartingAfter(delay));
    }

    public S lasting(Duration length) {
        return with(selection.withLasting(length));
    }

    public S probability(double probability) {
        return narrow(selection.withProbability(probability));
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
