/**
 * Faults: what goes wrong on the wire, as values for {@link dev.haywire.Endpoint#apply} and as annotations.
 *
 * @since 0.1
 */
@NullMarked
package dev.haywire.fault;

import org.jspecify.annotations.NullMarked;
