package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Connecting is refused, as if nobody listened; made by {@link Faults#refuse()}.
 *
 * @since 0.1
 */
@Experimental
public final class RefuseFault extends LinkNarrowed<RefuseFault> implements LinkFault {

    private final boolean keepsOpen;

    RefuseFault() {
        this(false, Selection.ALL);
    }

    private RefuseFault(boolean keepsOpen, Selection selection) {
        super(selection);
        this.keepsOpen = keepsOpen;
    }

    @Override
    RefuseFault with(Selection next) {
        return new RefuseFault(keepsOpen, next);
    }

    /**
     * Leaves open connections alone: only the listener closes. For TCP endpoints; on a UDP endpoint it is an
     * {@link IllegalArgumentException} when applied.
     *
     * @return the fault that resets nothing
     */
    public RefuseFault keepOpen() {
        return new RefuseFault(true, own());
    }

    /**
     * Tells whether open connections live on.
     *
     * @return whether only the listener closes
     */
    public boolean keepsOpen() {
        return keepsOpen;
    }

    @Override
    void judge(String added, Selection next) {
        throw ConnectHangFault.cannotNarrowListener(
                this,
                added,
                "startingAfter(Duration), lasting(Duration) and keepOpen()",
                next.datagrams().calls().isEmpty()
                        ? ConnectHangFault.INSTEAD
                        : "to lose selected datagrams use drop() or blackhole()");
    }

    @Override
    public String kind() {
        return "refuse";
    }

    @Override
    List<Object> values() {
        return List.of(keepsOpen);
    }

    @Override
    String head() {
        return keepsOpen ? "refuse().keepOpen()" : "refuse()";
    }
}
