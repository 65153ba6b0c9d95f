package dev.haywire.truth;

import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One fault of the truth table.
 *
 * @param name as it is written in code, without its narrowings
 * @param fault it, narrowed to a direction
 * @param directions empty where a direction changes nothing: then it is given BOTH
 * @param moments when it can be applied and has something to show
 * @param scenario what is seen of it
 * @param words what the page about faults says of it
 */
record Row(
        String name,
        Function<Direction, TcpFault> fault,
        Set<Direction> directions,
        Set<Cell.Moment> moments,
        Scenario scenario,
        Words words) {

    /** Plays one cell and asserts what each side sees. */
    @FunctionalInterface
    interface Scenario {
        void play(Play play) throws Exception;
    }

    /** Both directions, all moments. */
    static Row of(String name, Function<Direction, TcpFault> fault, Scenario scenario, Words words) {
        return new Row(
                name,
                fault,
                EnumSet.of(Direction.UPSTREAM, Direction.DOWNSTREAM),
                EnumSet.allOf(Cell.Moment.class),
                scenario,
                words);
    }

    /** A fault of the listener: it has no direction. */
    static Row ofListener(String name, TcpFault fault, Scenario scenario, Words words) {
        return new Row(name, none -> fault, Set.of(Direction.BOTH), EnumSet.allOf(Cell.Moment.class), scenario, words);
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Cell.Moment moment : moments) {
            for (Direction direction : directions) {
                for (Site.Kind site : Site.Kind.values()) {
                    for (Client.Kind client : Client.Kind.values()) {
                        cells.add(new Cell(this, site, moment, direction, client));
                    }
                }
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return name;
    }
}
