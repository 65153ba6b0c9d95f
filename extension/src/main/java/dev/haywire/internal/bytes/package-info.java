/** Looking at bytes, for whoever has some. */
@NullMarked
package dev.haywire.internal.bytes;

import org.jspecify.annotations.NullMarked;
