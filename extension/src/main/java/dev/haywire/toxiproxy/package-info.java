/**
 * Toxiproxy's control API over Haywire's own engine: existing tests of toxiproxy-java and other clients run against it, in the JVM and without
 * Docker.
 */
@NullMarked
package dev.haywire.toxiproxy;

import org.jspecify.annotations.NullMarked;
