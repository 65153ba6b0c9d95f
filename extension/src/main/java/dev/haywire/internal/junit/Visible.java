package dev.haywire.internal.junit;

/**
 * An endpoint's declaration as a run sees it.
 *
 * @param declaration what is declared
 * @param owner the class whose tests see it; the test's own class for what its method declares
 */
record Visible(Declaration declaration, ClassRun owner) {

    String name() {
        return declaration.name();
    }
}
