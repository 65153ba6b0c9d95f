package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Silence, and what was sent meanwhile is lost; made by {@link Faults#blackhole()}.
 *
 * @since 0.1
 */
@Experimental
public final class BlackholeFault extends LinkNarrowed<BlackholeFault> implements LinkFault {

    BlackholeFault(Selection selection) {
        super(selection);
    }

    @Override
    BlackholeFault with(Selection next) {
        return new BlackholeFault(next);
    }

    @Override
    public String kind() {
        return "blackhole";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "blackhole()";
    }
}
