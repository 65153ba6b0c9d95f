package dev.haywire.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the yardstick's table: {@code Plot table.md performance.svg}. One group of bars for each metric, each group on a scale of its own. */
public final class Plot {
    private static final int LEFT = 330;
    private static final int WIDTH = 420;
    private static final int BAR = 13;
    private static final List<String> COLOURS = List.of("#9aa0a6", "#e8710a", "#1967d2", "#8ab4f8", "#188038");

    private record Row(String metric, List<Double> values) {}

    private Plot() {}

    /**
     * Draws it.
     *
     * @param files the table, and where the drawing goes
     * @throws IOException where one of them cannot be read or written
     */
    public static void main(String[] files) throws IOException {
        List<List<String>> table = Files.readAllLines(Path.of(files[0])).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|-"))
                .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|")))
                .toList();
        List<String> names = table.get(0).subList(1, table.get(0).size()).stream()
                .map(String::strip)
                .toList();
        List<Row> rows = new ArrayList<>();
        for (List<String> cells : table.subList(1, table.size())) {
            rows.add(new Row(
                    cells.get(0).strip(),
                    cells.subList(1, cells.size()).stream().map(Plot::value).toList()));
        }
        Files.writeString(Path.of(files[1]), drawn(names, rows));
    }

    /** The number a cell begins with; -1 for none. */
    private static double value(String cell) {
        String number = cell.strip().split(" ")[0].replace(",", "");
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private static String drawn(List<String> names, List<Row> rows) {
        StringBuilder svg = new StringBuilder();
        int y = 34;
        for (int i = 0; i < names.size(); i++) {
            int x = 10 + i * 150;
            svg.append(rectangle(x, 8, 12, COLOURS.get(i % COLOURS.size()))).append(text(x + 18, 19, "start", names.get(i)));
        }
        for (Row row : rows) {
            double most = row.values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            svg.append(text(LEFT - 10, y + BAR * names.size() / 2 + 4, "end", row.metric));
            for (int i = 0; i < row.values.size(); i++, y += BAR) {
                double value = row.values.get(i);
                if (value >= 0 && most > 0) {
                    int width = (int) Math.max(1, WIDTH * value / most);
                    svg.append(rectangle(LEFT, y, width, COLOURS.get(i % COLOURS.size())))
                            .append(text(LEFT + width + 5, y + BAR - 3, "start", spelled(value)));
                }
            }
            y += BAR;
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + (LEFT + WIDTH + 90) + "\" height=\"" + (y + 10)
                + "\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + svg + "</svg>\n";
    }

    private static String spelled(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }

    private static String rectangle(int x, int y, int width, String colour) {
        return "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + (BAR - 2) + "\" fill=\"" + colour
                + "\"/>\n";
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">"
                + text.replace("&", "&amp;").replace("<", "&lt;") + "</text>\n";
    }
}
