package dev.haywire;

/**
 * Something whose doings a journal tells. The connections and active faults that Haywire hands out implement it beside their own interface,
 * so that an assertion about them can end with what happened on the wire.
 *
 * @since 0.1
 */
@Experimental
public interface Journalled {

    /**
     * Returns what happened on the wire of the endpoint that this belongs to.
     *
     * @return the endpoint's journal, live
     */
    Journal journal();
}
