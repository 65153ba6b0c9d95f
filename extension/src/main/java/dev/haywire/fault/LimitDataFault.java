package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * So many bytes pass, then the conversation ends there, in both directions; made by {@link Faults#limitData(long)}.
 *
 * @since 0.1
 */
@Experimental
public final class LimitDataFault extends TcpNarrowed<LimitDataFault> implements TcpFault {

    private final long bytes;
    private final boolean resets;

    LimitDataFault(long bytes) {
        this(Limits.atLeast(0, "limitData", bytes), false, Selection.ALL);
    }

    private LimitDataFault(long bytes, boolean resets, Selection selection) {
        super(selection);
        this.bytes = bytes;
        this.resets = resets;
    }

    @Override
    LimitDataFault with(Selection next) {
        return new LimitDataFault(bytes, resets, next);
    }

    /**
     * Ends the connection by RST instead of FIN, once the receiver's kernel has acknowledged the bytes before it (Linux; elsewhere best
     * effort), at the latest after {@code haywire.timeout}.
     *
     * @return the fault that resets
     */
    public LimitDataFault thenReset() {
        return new LimitDataFault(bytes, true, own());
    }

    @Override
    public String kind() {
        return "limitData";
    }

    /**
     * Returns how many bytes pass, per direction and connection.
     *
     * @return bytes, 0 or more
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Tells how the connection ends.
     *
     * @return whether by RST; else by FIN
     */
    public boolean resets() {
        return resets;
    }

    @Override
    List<Object> values() {
        return List.of(bytes, resets);
    }

    @Override
    String head() {
        return "limitData(" + bytes + ")" + (resets ? ".thenReset()" : "");
    }
}
