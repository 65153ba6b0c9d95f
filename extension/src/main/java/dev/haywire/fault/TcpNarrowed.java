package dev.haywire.fault;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The narrowings of faults that TCP endpoints take.
 *
 * @param <S> the fault's own type
 */
abstract sealed class TcpNarrowed<S extends TcpFault> extends Narrowed<S>
        permits LinkNarrowed,
                EventNarrowed,
                ConnectHangFault,
                HalfCloseFault,
                LimitDataFault,
                SliceFault,
                SlowCloseFault {

    TcpNarrowed(Selection selection) {
        super(selection);
    }

    public S onConnections(int... indices) {
        return narrow(own().with(own().stream().withIndices(indices)));
    }

    public S firstConnections(int count) {
        return narrow(own().with(own().stream().withFirst(count)));
    }

    public S afterBytes(long count) {
        return narrow(own().with(own().stream().withAfterBytes(count)));
    }

    public S after(String text) {
        Objects.requireNonNull(text, "after");
        return after(text.getBytes(StandardCharsets.UTF_8));
    }

    public S after(byte[] bytes) {
        return narrow(own().with(own().stream().withAfter(bytes)));
    }
}
