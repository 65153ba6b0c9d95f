package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The seed of a test is the same on every machine, so its value is frozen here. */
class SeedTest {
    private static final String ID = "[engine:junit-jupiter]/[class:OrderTest]/[method:reconnects()]";

    @Test
    void isAHashOfTheUniqueId() {
        assertThat(Seed.of(ID)).isEqualTo(-836821126356551245L);
        assertThat(Seed.of(ID.replace("reconnects", "resumes"))).isNotEqualTo(Seed.of(ID));
    }

    @Test
    void isTheSameWithinASuite() {
        assertThat(Seed.of("[engine:junit-platform-suite]/[suite:All]/" + ID)).isEqualTo(Seed.of(ID));
    }

    @Test
    void isToldOnceAndNeverToWhatIsAborted() {
        IllegalStateException failure = new IllegalStateException("kept");
        Seed.tell(failure, -7);
        Seed.tell(failure, -7);
        assertThat(failure).hasMessage("kept");
        assertThat(failure.getSuppressed()).singleElement().hasToString("haywire.seed=-7");
        assertThat(failure.getSuppressed()[0].getStackTrace()).isEmpty();
        TestAbortedException aborted = new TestAbortedException("not today");
        Seed.tell(aborted, 7);
        assertThat(aborted.getSuppressed()).isEmpty();
    }
}
