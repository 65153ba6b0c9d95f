package dev.haywire.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Java on a page, and the Kotlin where it is so marked: each fenced block of it stands below a line
 * {@code <!-- snippet: Class#name -->} and equals what that class has between
 * {@code // tag::name} and {@code // end::name}, without the indentation.
 */
final class Snippets {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- snippet: (\\w+)#(\\w+) -->\n)?```(java|kotlin)\n((?:(?!```).*\n)*)```$");

    private Snippets() {}

    /** The page with each marked block as its class has it now. */
    static String filledIn(String page) {
        return BLOCK.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement(
                        block.group(1) == null
                                ? block.group()
                                : fenced(block.group(1), block.group(2), block.group(3))));
    }

    private static String fenced(String type, String name, String language) {
        return "<!-- snippet: " + type + "#" + name + " -->\n```" + language + "\n"
                + cut(Checkout.read(Checkout.source(type)), type, name) + "```";
    }

    /** First lines of the blocks of Java that name no source. */
    static List<String> unmarked(String page) {
        List<String> found = new ArrayList<>();
        BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1) == null && block.group(3).equals("java"))
                .forEach(block -> found.add(block.group(4).lines().findFirst().orElse("")));
        return found;
    }

    /** What stands between the two comments. */
    static String cut(String source, String type, String name) {
        List<String> lines = source.lines().toList();
        int from = only(lines, "// tag::" + name, type);
        int to = only(lines, "// end::" + name, type);
        return lines.subList(from + 1, to).stream()
                        .filter(line -> !line.strip().matches("// (tag|end)::\\w+"))
                        .collect(Collectors.joining("\n"))
                        .stripIndent()
                + "\n";
    }

    private static int only(List<String> lines, String comment, String type) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        int first = stripped.indexOf(comment);
        if (first < 0 || first != stripped.lastIndexOf(comment)) {
            throw new IllegalArgumentException("one line \"" + comment + "\" is wanted in " + type + ".java, found "
                    + (first < 0 ? "none" : "more"));
        }
        return first;
    }
}
