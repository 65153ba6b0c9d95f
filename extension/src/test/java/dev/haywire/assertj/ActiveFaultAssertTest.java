package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ActiveFaultAssertTest {
    private static final String FAULT = "Expected fault reset().upstream().afterBytes(100) ";

    private final ActiveFault never = new FakeFault(3, 0, true);
    private final ActiveFault once = new FakeFault(3, 1, false);

    @Test
    void hasFired() {
        assertThat(once).hasFired();
        failing(() -> assertThat(never).hasFired(), FAULT + "to have fired, but it has not (matched 3, active)");
    }

    @Test
    void hasFiredExactlySoOften() {
        assertThat(once).hasFired(1);
        assertThat(never).hasFired(0);
        failing(
                () -> assertThat(once).hasFired(2),
                FAULT + "to have fired 2 times, but it fired 1 time (matched 3, ended)");
        failing(
                () -> assertThat(never).hasFired(1),
                FAULT + "to have fired 1 time, but it fired 0 times (matched 3, active)");
    }

    @Test
    void hasNeverFired() {
        assertThat(never).hasNeverFired();
        failing(
                () -> assertThat(once).hasNeverFired(),
                FAULT + "never to have fired, but it fired 1 time (matched 3, ended)");
    }

    @Test
    void tellsOfFaultsOnDatagramsAlike() {
        ActiveFault third = new FakeFault(Faults.drop().upstream().nth(3, 5), 6, 1, true);
        assertThat(third).hasFired().hasFired(1);
        failing(
                () -> assertThat(third).hasFired(2),
                "Expected fault drop().upstream().nth(3, 5) to have fired 2 times, but it fired 1 time (matched 6, active)");
        ActiveFault never = new FakeFault(Faults.loss(0.3), 6, 0, false);
        failing(
                () -> assertThat(never).hasFired(),
                "Expected fault loss(0.3) to have fired, but it has not (matched 6, ended)");
    }

    @Test
    void keepsDescriptionsAndMessagesOfTheTest() {
        assertThatThrownBy(() -> assertThat(once).as("cut").hasNeverFired()).hasMessageStartingWith("[cut] " + FAULT);
        assertThatThrownBy(() -> assertThat(once).withFailMessage("own").hasNeverFired())
                .hasMessage("own");
    }

    private static void failing(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + "\n\nThe journal:\n  +0.1 ms  the last line");
    }
}
