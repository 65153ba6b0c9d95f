package dev.haywire.internal.net;

import dev.haywire.fault.ActiveFault;

/** An active fault as the unfired check sees it. */
public interface WireFault extends ActiveFault {

    /**
     * Tells whether it acted upon that connection.
     *
     * @param index the connection's index when it fired
     * @return whether it fired there
     */
    boolean firedOnConnection(int index);
}
