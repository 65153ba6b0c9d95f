package dev.haywire.kit;

/**
 * A resource of JUnit's: tests that start processes use it alone, tests that need closed sockets to be gone at once read it. A process that is
 * being started holds copies of closed sockets.
 */
public final class Processes {
    public static final String STARTED = "dev.haywire.kit.Processes";

    private Processes() {}
}
