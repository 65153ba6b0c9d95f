package dev.haywire.assertj;

import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Fault;
import dev.haywire.fault.Faults;
import java.time.Duration;
import java.util.List;

/** A fault's handle with counters that the test sets. */
record FakeFault(Fault fault, long matched, long fired, boolean isActive) implements ActiveFault, Journalled {

    FakeFault(long matched, long fired, boolean isActive) {
        this(Faults.reset().upstream().afterBytes(100), matched, fired, isActive);
    }

    @Override
    public Journal journal() {
        return () -> List.of("+0.1 ms  the last line");
    }

    @Override
    public void awaitFired(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitFired() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
