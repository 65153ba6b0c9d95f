package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Exactly the selected datagrams are lost; made by {@link Faults#drop()}.
 *
 * @since 0.1
 */
@Experimental
public final class DropFault extends UdpNarrowed<DropFault> implements UdpFault {

    DropFault(Selection selection) {
        super(selection);
    }

    @Override
    DropFault with(Selection next) {
        return new DropFault(next);
    }

    @Override
    public String kind() {
        return "drop";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "drop()";
    }
}
