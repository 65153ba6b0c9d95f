package dev.haywire;

import java.util.List;

/** Tells what happened on the wire of one endpoint. */
@Experimental
public interface Journal {

    /**
     * Returns what happened, in order, one event a line. Bounded: of more than 65 536 events the first 1 024 and the last are kept.
     *
     * @return the lines, a copy
     */
    List<String> lines();
}
