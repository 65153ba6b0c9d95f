package dev.haywire.internal.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriggerTest {

    @Test
    void isReachedAtOnceAtPositionZero() {
        assertThat(Trigger.afterBytes(0).isReached()).isTrue();
        assertThat(Trigger.afterBytes(1).isReached()).isFalse();
        assertThat(Trigger.after(bytes("x")).isReached()).isFalse();
    }

    @Test
    void onNextDataIsReachedInFrontOfTheNextByte() {
        Trigger trigger = Trigger.onNextData();
        assertThat(trigger.isReached()).isFalse();
        assertThat(trigger.scan(buffer(""))).isEqualTo(-1);
        assertThat(trigger.scan(buffer("abc"))).isZero();
        assertThat(trigger.isReached()).isTrue();
    }

    @Test
    void countsBytesAcrossChunks() {
        Trigger trigger = Trigger.afterBytes(5);
        assertThat(trigger.scan(buffer("ab"))).isEqualTo(-1);
        assertThat(trigger.scan(buffer("cdefg"))).isEqualTo(3);
        assertThat(trigger.isReached()).isTrue();
    }

    @Test
    void findsATextAcrossChunks() {
        Trigger trigger = Trigger.after(bytes("COMMIT"));
        assertThat(trigger.scan(buffer("BEGIN COM"))).isEqualTo(-1);
        assertThat(trigger.scan(buffer("MIT; COMMIT"))).isEqualTo(3);
    }

    @Test
    void findsATextWhoseBeginningOverlapsAFalseStart() {
        assertThat(Trigger.after(bytes("aab")).scan(buffer("aaab"))).isEqualTo(4);
        assertThat(Trigger.after(bytes("abcabd")).scan(buffer("abcabcabd"))).isEqualTo(9);
        assertThat(Trigger.after(bytes("aabaaa")).scan(buffer("aabaabaaa"))).isEqualTo(9);
    }

    @Test
    void leavesTheSourceWhereItWasAndHeedsItsBounds() {
        ByteBuffer src = buffer("xxabyy").position(2).limit(4);
        assertThat(Trigger.after(bytes("ab")).scan(src)).isEqualTo(2);
        assertThat(src.position()).isEqualTo(2);
        assertThat(Trigger.after(bytes("aby")).scan(src)).isEqualTo(-1);
        assertThat(Trigger.after(bytes("xab")).scan(src)).isEqualTo(-1);
    }

    @Test
    void findsTheFirstOccurrenceWhateverTheChunks() {
        Random random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            String stream = random(random, 40);
            String text = random(random, 1 + random.nextInt(5));
            int first = stream.indexOf(text);
            int expected = first < 0 ? -1 : first + text.length();
            assertThat(search(stream, text, random))
                    .as("%s in %s", text, stream)
                    .isEqualTo(expected);
        }
    }

    private static int search(String stream, String text, Random random) {
        Trigger trigger = Trigger.after(bytes(text));
        for (int from = 0; from < stream.length(); ) {
            int to = Math.min(stream.length(), from + random.nextInt(6));
            int at = trigger.scan(buffer(stream.substring(from, to)));
            if (at >= 0) {
                return from + at;
            }
            from = to;
        }
        return -1;
    }

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("ab".charAt(random.nextInt(2)));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(bytes(text));
    }
}
