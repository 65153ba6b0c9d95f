/** What happened on the wire: the event log of an endpoint, the records of its connections, and the waits of tests upon both. */
@NullMarked
package dev.haywire.internal.journal;

import org.jspecify.annotations.NullMarked;
