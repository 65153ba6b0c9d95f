package dev.haywire;

/**
 * How long a declared endpoint lives.
 *
 * @since 0.1
 */
@Experimental
public enum Scope {
    /**
     * As long as what holds it: one test for parameters of tests, {@code @BeforeEach} and {@code @AfterEach} methods and for declarations on
     * methods and types; the test instance for instance fields and constructor parameters; the class for static fields and
     * {@code @BeforeAll} parameters.
     */
    DECLARED,
    /** As long as the test class, its nested classes included. */
    CLASS,
    /**
     * As long as the launcher session: one endpoint for all classes that declare the same name with the same attributes. A class that does
     * not declare it does not see it. Needs JUnit 5.13 or newer.
     */
    SESSION
}
