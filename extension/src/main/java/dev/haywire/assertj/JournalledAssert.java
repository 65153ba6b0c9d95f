package dev.haywire.assertj;

import dev.haywire.Journal;
import dev.haywire.Journalled;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** An assert whose failures say what was expected and what was seen, and end with the last lines of a journal. */
abstract class JournalledAssert<S extends JournalledAssert<S, A>, A> extends AbstractAssert<S, A> {
    /** Whose lines end a failure; null where the object under test comes from somebody else and tells of none. */
    @Nullable
    Journal journal;

    /** Who collects the failures, also those of what this navigates to; null where they are thrown. */
    @Nullable
    SoftAssertionsProvider soft;

    JournalledAssert(@Nullable A actual, Class<?> self) {
        super(actual, self);
        this.journal = actual instanceof Journalled journalled ? journalled.journal() : null;
    }

    /** Names the object under test, behind "Expected". */
    abstract String subject();

    AssertionError failed(String expected, String seen) {
        return failedWith("Expected " + subject() + " " + expected + ", but " + seen);
    }

    /** A wait that ended early says so itself. */
    AssertionError interruptedOr(AssertionError late, String expected, String seen) {
        return Thread.currentThread().isInterrupted() ? failedWith(late.getMessage()) : failed(expected, seen);
    }

    AssertionError failedWith(@Nullable String sentence) {
        return failure("%s", sentence + LastLines.of(journal));
    }
}
