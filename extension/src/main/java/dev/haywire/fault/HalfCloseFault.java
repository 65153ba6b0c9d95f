package dev.haywire.fault;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A FIN ends one direction of a connection, the other lives on; made by {@link Faults#halfClose()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HalfCloseFault extends TcpNarrowed<HalfCloseFault> implements TcpFault {

    HalfCloseFault(Selection selection) {
        super(selection);
    }

    @Override
    HalfCloseFault with(Selection next) {
        return new HalfCloseFault(next);
    }

    @Override
    void judge(String added, Selection next) {
        if (next.direction().filter(Direction.BOTH::equals).isPresent()) {
            throw new IllegalArgumentException("halfClose() cannot be narrowed by " + added
                    + ": it ends one direction; use upstream() or downstream(), or close() for both");
        }
    }

    @Override
    public String kind() {
        return "halfClose";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "halfClose()";
    }
}
