package dev.haywire.assertj;

/** The optional dependency: Haywire does not bring it along, so a test run may lack it. */
final class AssertJ {
    private static final boolean PRESENT = present();

    private AssertJ() {}

    /** Fails with what is missing, instead of with the name of a class that nobody has heard of. */
    static void require() {
        if (!PRESENT) {
            throw new NoClassDefFoundError(
                    "HaywireAssertions needs AssertJ, which is not on the class path: add org.assertj:assertj-core, 3.27 or newer");
        }
    }

    private static boolean present() {
        try {
            Class.forName("org.assertj.core.api.AbstractAssert", false, AssertJ.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
