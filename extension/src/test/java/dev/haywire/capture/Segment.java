package dev.haywire.capture;

import java.util.Arrays;
import java.util.List;

/**
 * A TCP segment as tshark prints it.
 *
 * @param seq of its first byte, relative to the connection's start: the first byte of data is 1
 * @param ack what its sender has got so far, likewise
 * @param length of its data, in bytes
 */
record Segment(
        int sourcePort, int destinationPort, long seq, long ack, int length, boolean fin, boolean syn, boolean rst) {
    /** For {@code tshark -T fields}. */
    static final List<String> FIELDS = List.of(
            "tcp.srcport",
            "tcp.dstport",
            "tcp.seq",
            "tcp.ack",
            "tcp.len",
            "tcp.flags.fin",
            "tcp.flags.syn",
            "tcp.flags.reset");

    static Segment parse(String line) {
        List<String> columns = Arrays.asList(line.split("\t", -1));
        return new Segment(
                Integer.parseInt(columns.get(0)),
                Integer.parseInt(columns.get(1)),
                number(columns.get(2)),
                number(columns.get(3)),
                (int) number(columns.get(4)),
                flag(columns.get(5)),
                flag(columns.get(6)),
                flag(columns.get(7)));
    }

    /** Whether it is the same one, or that again: what it acknowledges may have become more. */
    boolean isSameAs(Segment other) {
        return equals(new Segment(
                other.sourcePort,
                other.destinationPort,
                other.seq,
                ack,
                other.length,
                other.fin,
                other.syn,
                other.rst));
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static boolean flag(String text) {
        return text.equals("1") || text.equals("True");
    }
}
