package dev.haywire.samples.roaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The room as it was written first, held to the same tests. */
class FirstRoomTest {

    @Test
    void doesNotKnowItsGuestsAgain() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("tellsEverybody");
        assertThat(verdict.failures())
                .containsKey("knowsAGuestWhosePortChanged")
                .allSatisfy((test, failure) -> assertThat(failure).hasMessageContaining("but was: \"who are you?\""));
        Sample.shows("first chat room", verdict);
    }

    static class FirstDraft extends RoomTest {
        @Override
        Room build() throws IOException {
            return new FirstRoom();
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
