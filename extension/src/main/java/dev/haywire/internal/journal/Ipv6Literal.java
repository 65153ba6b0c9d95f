package dev.haywire.internal.journal;

import java.util.Arrays;

/** How people write IPv6 addresses. */
public final class Ipv6Literal {

    private Ipv6Literal() {}

    /**
     * Shortens the longest run of zeros: the JDK writes {@code 0:0:0:0:0:0:0:1}, RFC 5952 {@code ::1}.
     *
     * @param literal eight groups, as the JDK writes them, without scope
     * @return the short form
     */
    public static String shortened(String literal) {
        String[] groups = literal.split(":");
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < groups.length; start++) {
            int length = 0;
            while (start + length < groups.length && groups[start + length].equals("0")) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        if (bestStart < 0) {
            return literal;
        }
        String before = String.join(":", Arrays.copyOfRange(groups, 0, bestStart));
        String behind = String.join(":", Arrays.copyOfRange(groups, bestStart + bestLength, groups.length));
        return before + "::" + behind;
    }
}
