package dev.haywire.assertj;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** Values as failure texts show them: escaped, so that a line stays a line, and cut where they are long. */
final class Printed {
    private static final int CHARACTERS = 200;
    private static final int BYTES = 64;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Printed() {}

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String text(String text) {
        StringBuilder printed = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), CHARACTERS); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> printed.append("\\n");
                case '\r' -> printed.append("\\r");
                case '\t' -> printed.append("\\t");
                case '"', '\\' -> printed.append('\\').append(c);
                default ->
                    printed.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        printed.append('"');
        return text.length() <= CHARACTERS ? printed.toString() : printed + "... (" + text.length() + " characters)";
    }

    static String bytes(byte[] bytes) {
        if (bytes.length == 0) {
            return "no bytes";
        }
        String hex = HEX.formatHex(bytes, 0, Math.min(bytes.length, BYTES));
        return count(bytes.length, "byte") + " " + hex + (bytes.length > BYTES ? " ..." : "");
    }

    /** Tells where two texts part, if what is shown of them does not. */
    static String difference(String one, String other) {
        if (Math.max(one.length(), other.length()) <= CHARACTERS || one.equals(other)) {
            return "";
        }
        int at = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return " (they differ from character " + at + " on)";
    }

    /** Tells where two byte sequences part, if what is shown of them does not. */
    static String difference(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 || Math.max(one.length, other.length) <= BYTES ? "" : " (they differ from byte " + at + " on)";
    }

    static String duration(Duration duration) {
        if (duration.getNano() == 0) {
            return duration.getSeconds() + " s";
        }
        return duration.getNano() % 1_000_000 == 0 ? duration.toMillis() + " ms" : duration.toNanos() + " ns";
    }
}
