/**
 * AssertJ assertions for endpoints, connections and active faults. They need {@code org.assertj:assertj-core} 3.27 or newer on the test class
 * path, which Haywire does not bring along.
 */
@NullMarked
package dev.haywire.assertj;

import org.jspecify.annotations.NullMarked;
