package dev.haywire.fault;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Silence, and what was sent meanwhile is lost; made by {@link Faults#blackhole()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
