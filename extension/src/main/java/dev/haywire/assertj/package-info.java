/**
 * AssertJ assertions for endpoints of both protocols, connections and active faults. They need {@code org.assertj:assertj-core} 3.27 or newer on the test class
 * path, which Haywire does not bring along.
 *
 * @since 0.1
 */
@NullMarked
package dev.haywire.assertj;

import org.jspecify.annotations.NullMarked;
