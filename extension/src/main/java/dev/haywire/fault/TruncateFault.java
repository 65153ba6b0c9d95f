package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Longer payloads are cut; made by {@link Faults#truncate(int)}.
 *
 * @since 0.1
 */
@Experimental
public final class TruncateFault extends UdpNarrowed<TruncateFault> implements UdpFault {

    private final int keep;

    TruncateFault(int keep) {
        this(Limits.atLeast(0, "truncate", keep), Selection.ALL);
    }

    private TruncateFault(int keep, Selection selection) {
        super(selection);
        this.keep = keep;
    }

    @Override
    TruncateFault with(Selection next) {
        return new TruncateFault(keep, next);
    }

    @Override
    public String kind() {
        return "truncate";
    }

    /**
     * Returns how much of a payload is kept.
     *
     * @return bytes, 0 or more
     */
    public int keep() {
        return keep;
    }

    @Override
    List<Object> values() {
        return List.of(keep);
    }

    @Override
    String head() {
        return "truncate(" + keep + ")";
    }
}
