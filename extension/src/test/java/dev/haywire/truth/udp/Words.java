package dev.haywire.truth.udp;

import dev.haywire.fault.Direction;
import java.util.List;

/**
 * What docs/faults.md says of a row.
 *
 * @param sees what the application sees
 * @param faithful how true to a real network that is
 * @param system on which operating systems
 * @param netem netem's word for it
 */
record Words(String sees, String faithful, String system, String netem) {
    static final String HEADER = """
            | fault | what the application sees | faithful | where | netem |
            | --- | --- | --- | --- | --- |
            """;

    static final String TRACES_HEADER = """
            | fault | direction | what is done and seen |
            | --- | --- | --- |
            """;

    String line(Row row) {
        return "| `" + row.name() + "` | " + sees + " | " + faithful + " | " + system + " | " + netem + " |\n";
    }

    static String traceLine(Cell cell, List<String> trace) {
        String fault = cell.row().fault().apply(cell.direction()).toString();
        return "| `" + fault.replaceAll("\\.((up|down)stream\\(\\)|onClients\\(0\\))", "") + "` | "
                + (cell.direction() == Direction.BOTH ? "" : cell.direction())
                + " | " + String.join("; ", trace) + " |\n";
    }
}
