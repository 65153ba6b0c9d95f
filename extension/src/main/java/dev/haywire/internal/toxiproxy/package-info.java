/** Toxiproxy's control API over Haywire's own engine, and what drives a real Toxiproxy. */
@NullMarked
package dev.haywire.internal.toxiproxy;

import org.jspecify.annotations.NullMarked;
