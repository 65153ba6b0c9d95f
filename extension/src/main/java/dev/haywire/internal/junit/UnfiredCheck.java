package dev.haywire.internal.junit;

import dev.haywire.internal.junit.Settings.UnfiredFaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Nothing passes vacuously: a fault that never fired fails what it was declared for, or warns. */
final class UnfiredCheck {
    private static final String HINT =
            "; allowed: a fault that fires, required = false on it, or haywire.unfired-faults = warn or ignore";

    private UnfiredCheck() {}

    /**
     * Judges faults that have ended.
     *
     * @param run who reports
     * @param tallies of the faults
     * @param complete whether all that could have made them fire has run and passed; if not they only warn
     * @return the failure
     */
    static Optional<AssertionError> judge(Run run, Collection<Tally> tallies, boolean complete) {
        if (tallies.isEmpty()) {
            return Optional.empty();
        }
        UnfiredFaults setting = run.settings().unfiredFaults();
        List<String> failing = new ArrayList<>();
        for (Tally tally : tallies) {
            Optional<String> problem = setting == UnfiredFaults.IGNORE ? Optional.empty() : tally.problem();
            if (problem.isPresent() && setting == UnfiredFaults.FAIL && complete && !tally.isRandom()) {
                failing.add(problem.get());
            } else {
                problem.ifPresent(text -> Warnings.warn(run.context(), "haywire.unfired-fault", text));
            }
        }
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of(new AssertionError(String.join("\n", failing) + HINT));
    }
}
