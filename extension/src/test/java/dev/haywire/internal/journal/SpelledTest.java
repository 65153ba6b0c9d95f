package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledTest {

    @ParameterizedTest
    @CsvSource({
        "PT5S, 5 s",
        "PT0.25S, 250 ms",
        "PT1.5S, 1500 ms",
        "PT0S, 0 s",
        "PT1M, 60 s",
        "PT0.0000015S, 1500 ns",
        "PT0.0025S, 2500 us",
        "PT-0.25S, -250 ms",
        "PT-1S, -1 s",
    })
    void spellsDurationsInTheLargestWholeUnit(Duration duration, String text) {
        assertThat(Spelled.duration(duration)).isEqualTo(text);
    }

    @Test
    void spellsDurationsThatDoNotFitIntoNanoseconds() {
        assertThat(Spelled.duration(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("9223372036854775807999999999 ns");
    }

    @ParameterizedTest
    @CsvSource({"12345678, +12.3 ms", "0, +0.0 ms", "-1000000, -1.0 ms", "61000000000, +61000.0 ms"})
    void spellsTheTimeSinceTheStart(long nanos, String text) {
        assertThat(Spelled.since(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 connections", "1, 1 connection", "2, 2 connections"})
    void spellsCounts(long number, String text) {
        assertThat(Spelled.count(number, "connection")).isEqualTo(text);
    }

    @Test
    void spellsTextsOnOneLine() {
        assertThat(Spelled.text("")).isEqualTo("\"\"");
        assertThat(Spelled.text("g\u00fcnther \"x\"\\\r\n\t\0"))
                .isEqualTo("\"g\u00fcnther \\\"x\\\"\\\\\\r\\n\\t\\u0000\"");
    }

    @Test
    void cutsTextsBehind200Characters() {
        assertThat(Spelled.text("x".repeat(200))).isEqualTo("\"" + "x".repeat(200) + "\"");
        assertThat(Spelled.text("x".repeat(201))).isEqualTo("\"" + "x".repeat(200) + "\"... (201 characters)");
    }

    @Test
    void spellsBytesThatAreNoText() {
        assertThat(Spelled.bytes(new byte[0])).isEqualTo("no bytes");
        assertThat(Spelled.bytes(new byte[] {10})).isEqualTo("1 byte 0a");
        assertThat(Spelled.bytes(new byte[65])).startsWith("65 bytes 00 00").endsWith(" 00 ...");
    }
}
