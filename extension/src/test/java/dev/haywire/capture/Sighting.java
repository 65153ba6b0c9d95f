package dev.haywire.capture;

import java.util.Arrays;
import java.util.List;

/**
 * A datagram as tshark prints it, or the ICMP message that says its port is unreachable.
 *
 * @param sourcePort of the datagram; where this is ICMP, of the one that it is about
 * @param length of the payload, in bytes
 * @param unreachable whether this is ICMP port unreachable (RFC 792, type 3, code 3)
 */
record Sighting(int sourcePort, int destinationPort, int length, boolean unreachable) {
    private static final int UDP_HEADER = 8;

    /** For {@code tshark -T fields}; ICMP quotes the header of the datagram that it is about. */
    static final List<String> FIELDS =
            List.of("tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport", "udp.length", "icmp.type", "icmp.code");

    static boolean isUdp(String line) {
        return !columns(line).get(2).isEmpty();
    }

    static Sighting parse(String line) {
        List<String> columns = columns(line);
        return new Sighting(
                Integer.parseInt(columns.get(2)),
                Integer.parseInt(columns.get(3)),
                Integer.parseInt(columns.get(4)) - UDP_HEADER,
                columns.get(5).equals("3") && columns.get(6).equals("3"));
    }

    private static List<String> columns(String line) {
        return Arrays.asList(line.split("\t", -1));
    }
}
