package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Silence, and everything arrives when it ends; made by {@link Faults#stall()}.
 *
 * @since 0.1
 */
@Experimental
public final class StallFault extends LinkNarrowed<StallFault> implements LinkFault {

    StallFault(Selection selection) {
        super(selection);
    }

    @Override
    StallFault with(Selection next) {
        return new StallFault(next);
    }

    @Override
    public String kind() {
        return "stall";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "stall()";
    }
}
