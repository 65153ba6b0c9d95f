package dev.haywire.truth.udp;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One fault of the truth table.
 *
 * @param name as it is written in code, without its direction
 * @param fault it, narrowed to a direction
 * @param directions empty where a direction changes nothing: then it is given BOTH
 * @param moments when it can be applied and shows the same
 * @param scenario what is seen of it
 * @param words what the page about faults says of it
 */
record Row(
        String name,
        Function<Direction, UdpFault> fault,
        Set<Direction> directions,
        Set<Cell.Moment> moments,
        Scenario scenario,
        Words words) {

    /** Plays one cell and asserts what each side sees. */
    @FunctionalInterface
    interface Scenario {
        void play(Play play) throws Exception;
    }

    /** Both directions, both moments. */
    static Row of(String name, Function<Direction, UdpFault> fault, Scenario scenario, Words words) {
        return new Row(name, fault, eachWay(), EnumSet.allOf(Cell.Moment.class), scenario, words);
    }

    /** One that decides by chance, about each datagram by its number: what it decides is written down for the first ones. */
    static Row random(String name, Function<Direction, UdpFault> fault, Scenario scenario, Words words) {
        return new Row(name, fault, eachWay(), Set.of(Cell.Moment.FIRST), scenario, words);
    }

    private static Set<Direction> eachWay() {
        return EnumSet.of(Direction.UPSTREAM, Direction.DOWNSTREAM);
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Cell.Moment moment : moments) {
            for (Direction direction : directions) {
                for (Site.Kind site : Site.Kind.values()) {
                    for (App.Kind app : App.Kind.values()) {
                        cells.add(new Cell(this, site, moment, direction, app));
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
