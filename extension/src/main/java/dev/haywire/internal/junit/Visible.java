package dev.haywire.internal.junit;

/**
 * An endpoint's declaration as a run sees it.
 *
 * @param declaration what is declared
 * @param owner the class whose tests see it; the test's own class for what its method declares
 */
record Visible(Declaration declaration, ClassRun owner) {

    /** Whether this is the endpoint of the session that another class declares too. */
    boolean isSameInSession(Visible other) {
        return declaration.isSession()
                && owner != other.owner
                && declaration.attributes().equals(other.declaration.attributes());
    }

    String name() {
        return declaration.name();
    }
}
