package dev.haywire.internal.pipeline;

/**
 * How a direction or a whole connection ends; travels down the lane in order with the data. Declared from the weakest to the strongest: only
 * a stronger one can come behind another.
 */
enum Ending {
    /** The source sent FIN. */
    FIN,
    /** A fault sends FIN in this direction. */
    HALF_CLOSE,
    /** A fault sends FIN on the whole connection. */
    CLOSE,
    /** The source sent RST. */
    ABORT,
    /** A fault sends RST on the whole connection. */
    RESET;

    /** Tells whether the receiver sees a FIN. */
    boolean isFin() {
        return this != ABORT && this != RESET;
    }
}
