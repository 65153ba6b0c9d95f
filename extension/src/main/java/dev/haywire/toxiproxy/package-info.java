/**
 * Toxiproxy both ways: its control API over Haywire's own engine, so that existing tests of toxiproxy-java and other clients run in the JVM and
 * without Docker, and a real Toxiproxy as the wire of Haywire's TCP endpoints.
 *
 * @since 0.1
 */
@NullMarked
package dev.haywire.toxiproxy;

import org.jspecify.annotations.NullMarked;
