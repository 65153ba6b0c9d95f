package dev.haywire.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "COMMIT, xxCOMMITxx, 8",
        "COMMIT, COCOMMIT, 8",
        "aab, aaab, 4",
        "abab, abaabab, 7",
        "abacabab, abacabacabab, 12",
        "x, yyx, 3",
        "COMMIT, COMMI, -1",
        "aa, ababab, -1",
    })
    void findsTheFirstOccurrence(String wanted, String stream, int end) {
        assertThat(end(new ByteMatcher(bytes(wanted)), bytes(stream))).isEqualTo(end);
    }

    @Test
    void agreesWithASearchOfTheWhole() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] wanted = letters(random, 1 + random.nextInt(6));
            byte[] stream = letters(random, random.nextInt(60));
            int index = text(stream).indexOf(text(wanted));
            assertThat(end(new ByteMatcher(wanted), stream))
                    .as("%s in %s", text(wanted), text(stream))
                    .isEqualTo(index < 0 ? -1 : index + wanted.length);
        }
    }

    @Test
    void staysFoundUntilItBeginsAnew() {
        ByteMatcher matcher = new ByteMatcher(bytes("ab"));
        assertThat(matcher.found()).isFalse();
        assertThat(end(matcher, bytes("ab"))).isEqualTo(2);
        assertThat(matcher.add((byte) 'x')).isTrue();
        assertThat(matcher.found()).isTrue();
        matcher.restart();
        assertThat(matcher.found()).isFalse();
        assertThat(matcher.add((byte) 'b')).isFalse();
        assertThat(end(matcher, bytes("ab"))).isEqualTo(2);
    }

    /** Returns how many bytes it took, or -1. */
    private static int end(ByteMatcher matcher, byte[] stream) {
        for (int i = 0; i < stream.length; i++) {
            if (matcher.add(stream[i])) {
                return i + 1;
            }
        }
        return -1;
    }

    private static byte[] letters(Random random, int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(2));
        }
        return letters;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
