package dev.haywire.fault;

import dev.haywire.Experimental;

/**
 * Which way a fault works.
 *
 * @since 0.1
 */
@Experimental
public enum Direction {
    /** From the application to the server. */
    UPSTREAM,
    /** From the server to the application. */
    DOWNSTREAM,
    /** Both ways, each counting for itself. */
    BOTH
}
