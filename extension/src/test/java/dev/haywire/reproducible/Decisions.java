package dev.haywire.reproducible;

import dev.haywire.Datagram;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was decided about each datagram of an endpoint, without times and addresses: by direction, client and ordinal. */
final class Decisions {
    private static final Pattern TIME = Pattern.compile("^[+-][0-9.]+ ms  ");
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final Pattern DATAGRAM =
            Pattern.compile("#(\\d+) (upstream|downstream) (\\d+)(?: copy (\\d+))?: (.*)");

    private Decisions() {}

    private record Line(String way, int client, long ordinal, int copy, String text) {}

    static List<String> of(UdpEndpoint endpoint) {
        List<Line> lines = new ArrayList<>();
        for (String line : endpoint.journal().lines()) {
            String text = ADDRESS.matcher(TIME.matcher(line).replaceFirst("")).replaceAll("somewhere");
            Matcher datagram = DATAGRAM.matcher(text);
            lines.add(
                    datagram.matches()
                            ? new Line(
                                    datagram.group(2),
                                    Integer.parseInt(datagram.group(1)),
                                    Long.parseLong(datagram.group(3)),
                                    datagram.group(4) == null ? 0 : Integer.parseInt(datagram.group(4)),
                                    text)
                            : new Line("", 0, 0, 0, text));
        }
        for (Datagram datagram : endpoint.datagrams(Direction.BOTH)) {
            lines.add(new Line(
                    datagram.direction() + " payload",
                    datagram.index(),
                    datagram.ordinal(),
                    0,
                    HexFormat.of().formatHex(datagram.payload())));
        }
        return lines.stream()
                .sorted(Comparator.comparing(Line::way)
                        .thenComparing(Line::client)
                        .thenComparing(Line::ordinal)
                        .thenComparing(Line::copy)
                        .thenComparing(Line::text))
                .map(line -> line.way.endsWith("payload")
                        ? "#" + line.client + " " + line.way + " " + line.ordinal + ": " + line.text
                        : line.text)
                .toList();
    }
}
