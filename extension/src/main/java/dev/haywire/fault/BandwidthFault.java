package dev.haywire.fault;

import java.util.List;

/**
 * The wire carries no more than a rate; made by {@link Faults#bandwidth(long)}.
 *
 * @since 0.1
 */
public final class BandwidthFault extends LinkNarrowed<BandwidthFault> implements LinkFault {

    private final long bytesPerSecond;

    BandwidthFault(long bytesPerSecond) {
        this(checked(bytesPerSecond), Selection.ALL);
    }

    private BandwidthFault(long bytesPerSecond, Selection selection) {
        super(selection);
        this.bytesPerSecond = bytesPerSecond;
    }

    private static long checked(long bytesPerSecond) {
        if (bytesPerSecond == 0) {
            throw new IllegalArgumentException(
                    "bandwidth must be at least 1 byte per second, but was 0; for a wire that carries nothing use stall()");
        }
        return Limits.atLeast(1, "bandwidth", bytesPerSecond);
    }

    @Override
    BandwidthFault with(Selection next) {
        return new BandwidthFault(bytesPerSecond, next);
    }

    @Override
    public String kind() {
        return "bandwidth";
    }

    /**
     * Returns the rate, per direction and per connection or client.
     *
     * @return bytes per second, at least 1
     */
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    @Override
    List<Object> values() {
        return List.of(bytesPerSecond);
    }

    @Override
    String head() {
        return "bandwidth(" + bytesPerSecond + ")";
    }
}
