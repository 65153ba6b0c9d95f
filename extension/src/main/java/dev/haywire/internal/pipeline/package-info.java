/**
 * What a fault does to bytes, FIN and RST: pure state machines over (event, now), with no socket, channel, thread or clock.
 *
 * <p>One event loop owns an endpoint and everything of this package under it; nothing here is thread-safe.
 * Times are nanoseconds as {@link java.lang.System#nanoTime()} gives them.
 */
@NullMarked
package dev.haywire.internal.pipeline;

import org.jspecify.annotations.NullMarked;
