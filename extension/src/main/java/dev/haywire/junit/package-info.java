/**
 * The JUnit Jupiter extension; annotations bring it along.
 *
 * @since 0.1
 */
@NullMarked
package dev.haywire.junit;

import org.jspecify.annotations.NullMarked;
