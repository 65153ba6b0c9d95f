package dev.haywire.internal.junit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;

/** The seed of a test, and how a failure tells it. */
final class Seed {
    private static final String JUPITER = "[engine:junit-jupiter]";

    private Seed() {}

    /** The same on every machine: a hash of the unique id from Jupiter's segment on, so that it is the same within a suite too. */
    static long of(String uniqueId) {
        int start = Math.max(uniqueId.lastIndexOf(JUPITER), 0);
        long hash = 0xcbf29ce484222325L;
        for (byte b : uniqueId.substring(start).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Adds the line that replays the decisions to a failure; type and message stay what they are. */
    static void tell(Throwable failure, long seed) {
        if (failure instanceof TestAbortedException || FailureNote.isOn(failure)) {
            return;
        }
        Replay replay = new Replay(seed);
        if (Arrays.stream(failure.getSuppressed())
                .noneMatch(told -> replay.toString().equals(told.toString()))) {
            failure.addSuppressed(replay);
        }
    }

    /** The line that replays its decisions. */
    static String line(long seed) {
        return "haywire.seed=" + seed;
    }

    /** The line itself, printed with the failure that it is suppressed by. */
    private static final class Replay extends Throwable {
        private static final long serialVersionUID = 1;

        Replay(long seed) {
            super(line(seed), null, false, false);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
