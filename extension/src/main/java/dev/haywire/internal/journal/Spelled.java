package dev.haywire.internal.journal;

import dev.haywire.fault.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/** Values as people write them in messages: {@code 5 s}, {@code 250 ms}, {@code +12.3 ms}, {@code 1 connection}, {@code 2 connections}. */
public final class Spelled {
    private static final int CHARACTERS = 200;
    private static final int BYTES = 64;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final String[] UNITS = {"s", "ms", "us", "ns"};

    private Spelled() {}

    /**
     * Spells a duration in the largest of s, ms, us and ns in which it is a whole number.
     *
     * @param duration any length, negative too
     * @return such as {@code 5 s}, {@code 1500 ms}, {@code 0 s}
     */
    public static String duration(Duration duration) {
        BigDecimal number = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        int unit = 0;
        while (number.stripTrailingZeros().scale() > 0) {
            number = number.movePointRight(3);
            unit++;
        }
        return number.toBigInteger() + " " + UNITS[unit];
    }

    /**
     * Spells how long after the log's start something happened.
     *
     * @param nanos nanoseconds since the start
     * @return milliseconds with one digit behind the point, such as {@code +12.3 ms}
     */
    public static String since(long nanos) {
        long tenths = Math.floorDiv(nanos + 50_000, 100_000);
        return (tenths < 0 ? "-" : "+") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10 + " ms";
    }

    /**
     * Spells a number of things.
     *
     * @param number how many
     * @param thing one of them; the plural takes an s
     * @return such as {@code 1 connection}, {@code 0 connections}
     */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /**
     * Spells which datagram is meant.
     *
     * @param client its client's index
     * @param direction UPSTREAM or DOWNSTREAM
     * @param ordinal its number among those of its client and direction
     * @param copy which copy it is; 0: the datagram itself
     * @return such as {@code #0 upstream 3}, {@code #0 upstream 3 copy 1}
     */
    public static String datagram(int client, Direction direction, long ordinal, int copy) {
        return "#" + client + " " + direction.name().toLowerCase(Locale.ROOT) + " " + ordinal
                + (copy == 0 ? "" : " copy " + copy);
    }

    /**
     * Spells bytes that are no text, cut behind 64 of them.
     *
     * @param bytes any number of them
     * @return such as {@code 2 bytes 01 02}, {@code no bytes}
     */
    public static String bytes(byte[] bytes) {
        if (bytes.length == 0) {
            return "no bytes";
        }
        String hex = HEX.formatHex(bytes, 0, Math.min(bytes.length, BYTES));
        return count(bytes.length, "byte") + " " + hex + (bytes.length > BYTES ? " ..." : "");
    }

    /**
     * Spells what passed a wire, so that a message stays short and each of its lines a line: line ends and control characters escaped, cut
     * behind 200 characters.
     *
     * @param text any text
     * @return such as {@code "one\n"}, in quotes
     */
    public static String text(String text) {
        StringBuilder spelled = new StringBuilder("\"");
        for (char c : text.substring(0, Math.min(text.length(), CHARACTERS)).toCharArray()) {
            switch (c) {
                case '\n' -> spelled.append("\\n");
                case '\r' -> spelled.append("\\r");
                case '\t' -> spelled.append("\\t");
                case '"', '\\' -> spelled.append('\\').append(c);
                default ->
                    spelled.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        spelled.append('"');
        return text.length() <= CHARACTERS ? spelled.toString() : spelled + "... (" + text.length() + " characters)";
    }
}
