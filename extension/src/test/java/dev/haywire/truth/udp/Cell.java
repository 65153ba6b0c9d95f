package dev.haywire.truth.udp;

import dev.haywire.fault.Direction;

/**
 * One cell of the truth table.
 *
 * @param direction what the fault is narrowed to; BOTH where it has none
 */
record Cell(Row row, Site.Kind site, Moment moment, Direction direction, App.Kind app) {

    /** When the fault is applied. */
    enum Moment {
        FIRST("before the first datagram"),
        LATER("in a conversation");

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
        return row + (direction == Direction.BOTH ? "" : ", " + direction) + ", " + moment + ", " + site + ", " + app;
    }
}
