package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Bigger datagrams vanish; made by {@link Faults#mtu(int)}.
 *
 * @since 0.1
 */
@Experimental
public final class MtuFault extends UdpNarrowed<MtuFault> implements UdpFault {

    private final int payload;

    MtuFault(int payload) {
        this(Limits.atLeast(0, "mtu", payload), Selection.ALL);
    }

    private MtuFault(int payload, Selection selection) {
        super(selection);
        this.payload = payload;
    }

    @Override
    MtuFault with(Selection next) {
        return new MtuFault(payload, next);
    }

    @Override
    public String kind() {
        return "mtu";
    }

    /**
     * Returns how big a payload passes at most.
     *
     * @return bytes, 0 or more
     */
    public int payload() {
        return payload;
    }

    @Override
    List<Object> values() {
        return List.of(payload);
    }

    @Override
    String head() {
        return "mtu(" + payload + ")";
    }
}
