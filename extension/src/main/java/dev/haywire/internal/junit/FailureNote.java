package dev.haywire.internal.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a failure is told of the endpoints of its test: it is suppressed by it, and printed with it. */
final class FailureNote extends Throwable {
    private static final long serialVersionUID = 1;

    /** A journal that is not longer stands in the note as it is. */
    private static final int WHOLE = 60;

    private static final int LAST = 40;

    /** Of lines before the last ones that tell of connections and faults, so many from the start and so many from the end. */
    private static final int TELLING = 30;

    private static final Pattern TELLS = Pattern.compile(".*?  (?:fault |JUnit's |#\\d+ (?:accepted |closed: |is )).*");

    /**
     * One endpoint.
     *
     * @param endpoint its address and state
     * @param faults a line for each, with its counts
     * @param journal all lines of it
     */
    record Part(String endpoint, List<String> faults, List<String> journal) {}

    FailureNote(List<Part> parts, long seed) {
        super(text(parts, seed), null, false, false);
    }

    private static String text(List<Part> parts, long seed) {
        List<String> lines = new ArrayList<>();
        lines.add("The endpoints of this test:");
        for (Part part : parts) {
            lines.add(part.endpoint);
            part.faults.forEach(fault -> lines.add("  fault " + fault));
            lines.add("  journal" + (part.journal.isEmpty() ? ": empty" : ":"));
            shortened(part.journal).forEach(line -> lines.add("    " + line));
        }
        lines.add(Seed.line(seed));
        return String.join(System.lineSeparator(), lines);
    }

    /** All of a short journal; of a long one what tells of connections and faults, and the last lines. */
    static List<String> shortened(List<String> journal) {
        if (journal.size() <= WHOLE) {
            return journal;
        }
        int last = journal.size() - LAST;
        List<String> telling = journal.subList(0, last).stream()
                .filter(line -> TELLS.matcher(line).matches())
                .toList();
        List<String> kept = new ArrayList<>();
        if (telling.size() <= 2 * TELLING) {
            kept.addAll(telling);
        } else {
            kept.addAll(telling.subList(0, TELLING));
            kept.addAll(telling.subList(telling.size() - TELLING, telling.size()));
        }
        int leftOut = last - kept.size();
        if (leftOut > 0) {
            kept.add(
                    Math.min(TELLING, kept.size()), "... " + leftOut + " of the first " + last + " lines left out ...");
        }
        kept.addAll(journal.subList(last, journal.size()));
        return kept;
    }

    /** Whether a failure has one already. */
    static boolean isOn(@Nullable Throwable failure) {
        if (failure != null) {
            for (Throwable told : failure.getSuppressed()) {
                if (told instanceof FailureNote) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
