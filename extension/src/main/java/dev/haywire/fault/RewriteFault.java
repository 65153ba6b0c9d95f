package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Payloads are changed by code of the test; made by {@link Faults#corrupt(UnaryOperator)}.
 *
 * @since 0.1
 */
@Experimental
public final class RewriteFault extends UdpNarrowed<RewriteFault> implements UdpFault {

    private final UnaryOperator<byte[]> rewrite;

    RewriteFault(UnaryOperator<byte[]> rewrite) {
        this(Objects.requireNonNull(rewrite, "corrupt"), Selection.ALL);
    }

    private RewriteFault(UnaryOperator<byte[]> rewrite, Selection selection) {
        super(selection);
        this.rewrite = rewrite;
    }

    @Override
    RewriteFault with(Selection next) {
        return new RewriteFault(rewrite, next);
    }

    @Override
    public String kind() {
        return "corrupt";
    }

    /**
     * Returns the code that changes a payload.
     *
     * @return the operator
     */
    public UnaryOperator<byte[]> rewrite() {
        return rewrite;
    }

    @Override
    List<Object> values() {
        return List.of(rewrite);
    }

    @Override
    String head() {
        return "corrupt(..)";
    }
}
