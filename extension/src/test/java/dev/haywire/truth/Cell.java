package dev.haywire.truth;

import dev.haywire.fault.Direction;

/**
 * One cell of the truth table.
 *
 * @param direction what the fault is narrowed to; BOTH where it has none
 */
record Cell(Row row, Site.Kind site, Moment moment, Direction direction, Client.Kind client) {

    /** When the fault is applied. */
    enum Moment {
        BEFORE_CONNECT("before connect"),
        IDLE("on an idle connection"),
        MID_STREAM("mid-stream");

        private final String label;

        Moment(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    @Override
    public String toString() {
        return row + (direction == Direction.BOTH ? "" : ", " + direction) + ", " + moment + ", " + site + ", "
                + client;
    }
}
