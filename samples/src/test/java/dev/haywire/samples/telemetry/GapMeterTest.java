package dev.haywire.samples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import org.junit.jupiter.api.Test;

/** The meter as it was written first, held to the same tests: right as long as nothing but loss happens, and not at the end. */
class GapMeterTest {

    @Test
    void takesEachGapForALoss() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("countsWhatIsLost");
        assertThat(verdict.failures())
                .containsOnlyKeys(
                        "missesTheLastOne", "takesNoRepetitionForALoss", "takesNoDelayForALoss", "agreesWithTheWire")
                .hasEntrySatisfying("missesTheLastOne", failure -> assertThat(failure)
                        .hasMessageContaining("but was: Report[lost=0,"))
                .hasEntrySatisfying("takesNoDelayForALoss", failure -> assertThat(failure)
                        .hasMessageContaining("but was: Report[lost=2,"));
        Sample.shows("first telemetry", verdict);
    }

    static class FirstDraft extends TelemetryTest {
        @Override
        LossMeter meter() {
            return new GapMeter();
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
