package dev.haywire.internal.pipeline;

/**
 * What a stage tells the engine about its fault. Called from within a call of {@link Lane}; must not call that lane.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FaultEvents {

    /**
     * Tells that the fault has acted on this connection: at the first byte it delayed, dropped, changed or cut; an event or a limit when it
     * acts; slowClose when it delays a FIN. Each stage calls it at most once; a fault of both directions has two stages.
     */
    void fired();
}
