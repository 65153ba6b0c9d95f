package dev.haywire.fault;

import org.apiguardian.api.API;

/**
 * Which way a fault works.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {
    /** From the application to the server. */
    UPSTREAM,
    /** From the server to the application. */
    DOWNSTREAM,
    /** Both ways, each counting for itself. */
    BOTH
}
