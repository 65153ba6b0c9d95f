package dev.haywire;

import java.util.List;
import org.apiguardian.api.API;

/** Tells what happened on the wire of one endpoint. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Journal {

    /**
     * Returns what happened, in order, one event a line. Bounded: of more than 65 536 events the first 1 024 and the last are kept.
     *
     * @return the lines, a copy
     */
    List<String> lines();
}
