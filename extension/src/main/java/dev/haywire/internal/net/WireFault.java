package dev.haywire.internal.net;

import dev.haywire.fault.ActiveFault;
import java.util.Optional;

/** An active fault as the unfired check sees it. */
public interface WireFault extends ActiveFault {

    /**
     * Tells whether {@link #matched()} and {@link #fired()} are known: what acts elsewhere does not tell.
     *
     * @return whether they can be asked for
     */
    default boolean isObserved() {
        return true;
    }

    /**
     * Tells why it never fired, as far as what was recorded tells.
     *
     * @return a clause, such as {@code seen downstream at byte 0 of #0}; empty if it fired, or there is nothing to tell
     */
    default Optional<String> whyNotFired() {
        return Optional.empty();
    }

    /**
     * Tells whether it acted upon that connection.
     *
     * @param index the connection's index when it fired
     * @return whether it fired there; false on UDP
     */
    default boolean firedOnConnection(int index) {
        return false;
    }

    /**
     * Tells whether it acted upon a datagram of that number, of any client and direction.
     *
     * @param number what {@code nth} counts, from 1
     * @return whether it fired there; false on TCP
     */
    default boolean firedOnNumber(long number) {
        return false;
    }
}
