package dev.haywire.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;

/**
 * One captured connection, from the side of the server's port.
 *
 * @param segments in the order in which they were seen
 */
record Conversation(int serverPort, List<Segment> segments) {

    List<Segment> byServer() {
        return segments.stream()
                .filter(segment -> segment.sourcePort() == serverPort)
                .toList();
    }

    List<Segment> byClient() {
        return segments.stream()
                .filter(segment -> segment.destinationPort() == serverPort)
                .toList();
    }

    /** The only one of these that is like that, whatever a busy machine sent once more as nobody had acknowledged it in time. */
    static Segment only(List<Segment> segments, Predicate<Segment> like) {
        List<Segment> found = segments.stream().filter(like).toList();
        assertThat(found).as("one among %s", segments).isNotEmpty();
        Segment first = found.get(0);
        assertThat(found).as("among %s", segments).allMatch(first::isSameAs);
        return first;
    }

    static boolean any(List<Segment> segments, Predicate<Segment> like) {
        return segments.stream().anyMatch(like);
    }

    /** How many bytes these carry, whatever was sent twice. */
    static long bytes(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.length() > 0)
                .mapToLong(segment -> segment.seq() - 1 + segment.length())
                .max()
                .orElse(0);
    }

    List<Segment> before(Segment one) {
        return segments.subList(0, segments.indexOf(one));
    }

    List<Segment> after(Segment one) {
        return segments.subList(segments.indexOf(one) + 1, segments.size());
    }
}
