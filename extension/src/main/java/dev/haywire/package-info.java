/**
 * What tests are written with: the annotations that start endpoints, the interfaces of what is injected, and {@link dev.haywire.Haywire}, which
 * makes endpoints in code.
 *
 * @since 0.1
 */
@NullMarked
package dev.haywire;

import org.jspecify.annotations.NullMarked;
