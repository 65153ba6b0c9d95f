package dev.haywire.assertj;

import dev.haywire.UdpCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What failure texts tell of datagrams: few words, and what explains a number that was not expected. */
final class Datagrams {
    private static final int SHOWN = 10;

    private Datagrams() {}

    /** Tells what became of the others, where not simply all that came were delivered. */
    static String fate(UdpCounts counts) {
        List<String> parts = new ArrayList<>();
        if (counts.duplicated() > 0) {
            parts.add(counts.duplicated() + " duplicated");
        }
        if (counts.dropped() > 0) {
            parts.add(counts.dropped() + " dropped" + causes(counts, ": ", ""));
        }
        if (counts.held() > 0) {
            parts.add(counts.held() + " held");
        }
        if (counts.kernelDrops() > 0) {
            parts.add(kernel(counts));
        }
        return parts.isEmpty() ? "" : " (" + counts.received() + " came; " + String.join("; ", parts) + ")";
    }

    /** Lists the causes as {@code loss 2, mtu 1}; nothing where there are none. */
    static String causes(UdpCounts counts, String before, String behind) {
        Map<String, Long> causes = counts.droppedByCause();
        return causes.isEmpty()
                ? ""
                : causes.entrySet().stream()
                        .map(cause -> cause.getKey() + " " + cause.getValue())
                        .collect(Collectors.joining(", ", before, behind));
    }

    static String kernel(UdpCounts counts) {
        return counts.kernelDrops() + " more lost in the kernel, whose buffer was full";
    }

    /** Lists texts in quotes, the first of many. */
    static String texts(List<String> texts) {
        if (texts.isEmpty()) {
            return "none";
        }
        String shown = texts.subList(0, Math.min(SHOWN, texts.size())).stream()
                .map(Printed::text)
                .collect(Collectors.joining(", "));
        return texts.size() <= SHOWN ? shown : shown + " and " + Printed.count(texts.size() - SHOWN, "other");
    }

    /** Tells where two lists part, if what is shown of them does not. */
    static String difference(List<String> one, List<String> other) {
        int both = Math.min(one.size(), other.size());
        for (int i = 0; i < both; i++) {
            if (!one.get(i).equals(other.get(i))) {
                String within = Printed.difference(one.get(i), other.get(i));
                return i < SHOWN && within.isEmpty() ? "" : " (they differ from text " + (i + 1) + " on)";
            }
        }
        return both < SHOWN || one.size() == other.size() ? "" : " (they differ from text " + (both + 1) + " on)";
    }
}
