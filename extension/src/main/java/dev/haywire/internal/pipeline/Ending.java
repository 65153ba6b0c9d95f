package dev.haywire.internal.pipeline;

/** How a direction or a whole connection ends; travels down the lane in order with the data. */
enum Ending {
    /** The source sent FIN. */
    FIN(1),
    /** A fault sends FIN in this direction. */
    HALF_CLOSE(1),
    /** A fault sends FIN on the whole connection. */
    CLOSE(2),
    /** The source sent RST. */
    ABORT(3),
    /** A fault sends RST on the whole connection. */
    RESET(3);

    private final int strength;

    Ending(int strength) {
        this.strength = strength;
    }

    /** Tells whether the receiver sees a FIN. */
    boolean isFin() {
        return strength < ABORT.strength;
    }

    /** Tells whether it still means something behind another one: a direction ends before its connection, and nothing follows an RST. */
    boolean canFollow(Ending other) {
        return strength > other.strength;
    }
}
