/** Event loops, sockets, relays and timers: what moves bytes and datagrams, knows no test framework, and owns what the kernel gives. */
@NullMarked
package dev.haywire.internal.net;

import org.jspecify.annotations.NullMarked;
