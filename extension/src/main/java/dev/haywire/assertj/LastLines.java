package dev.haywire.assertj;

import dev.haywire.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How every failure text ends. */
final class LastLines {
    private static final int SHOWN = 20;

    private LastLines() {}

    static String of(@Nullable Journal journal) {
        if (journal == null) {
            return "";
        }
        List<String> lines = journal.lines();
        int count = lines.size();
        if (count == 0) {
            return "\n\nThe journal is empty.";
        }
        String heading = count > SHOWN ? "The journal's last " + SHOWN + " of " + count + " lines:" : "The journal:";
        return "\n\n" + heading + "\n  " + String.join("\n  ", lines.subList(Math.max(0, count - SHOWN), count));
    }
}
