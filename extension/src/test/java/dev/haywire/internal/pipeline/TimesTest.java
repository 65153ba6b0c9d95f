package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void countsNanosecondsAndEndsAtNever() {
        assertThat(Times.nanos(Duration.ofMillis(3))).isEqualTo(3_000_000);
        assertThat(Times.nanos(Duration.ofDays(365_000))).isEqualTo(Lane.NEVER);
    }

    @Test
    void addsWithoutOverflow() {
        assertThat(Times.later(5, 0)).isEqualTo(5);
        assertThat(Times.later(-5, 7)).isEqualTo(2);
        assertThat(Times.later(5, Long.MAX_VALUE)).isEqualTo(Lane.NEVER);
    }
}
