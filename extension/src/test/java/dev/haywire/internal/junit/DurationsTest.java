package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as JUnit writes its own timeouts. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "5, PT5S",
        "5 s, PT5S",
        "5s, PT5S",
        "7 NS, PT0.000000007S",
        "7 us, PT0.000007S",
        "7 \u03bcs, PT0.000007S",
        "7 \u00b5s, PT0.000007S",
        "500 ms, PT0.5S",
        "1 m, PT1M",
        "2 h, PT2H",
        "3 d, PT72H"
    })
    void areReadWithUnitOrInSeconds(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "0",
                "0 s",
                "-1 s",
                "1.5 s",
                "5  s",
                "5 weeks",
                "s",
                "005 s",
                "99999999999999999999 s"
            })
    void areRefusedOtherwise(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807 d", "1000000 d"})
    void areRefusedWhereTheyAreTooLongToCount(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(ArithmeticException.class);
    }
}
