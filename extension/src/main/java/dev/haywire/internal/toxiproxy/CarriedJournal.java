package dev.haywire.internal.toxiproxy;

import dev.haywire.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The journal of a server behind a Toxiproxy: what that server saw, which is not what the application did. */
record CarriedJournal(Journal server) implements Journal {
    private static final Pattern SENT = Pattern.compile("\\bapplication sent (FIN|RST)$");
    private static final Pattern REASON = Pattern.compile("\\b(APPLICATION|FAULT)_(FIN|RST)$");

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line : server.lines()) {
            lines.add(known(line));
        }
        return List.copyOf(lines);
    }

    /** Toxiproxy ends both sides by itself, whoever began and however. */
    static String known(String line) {
        return REASON.matcher(SENT.matcher(line).replaceFirst("Toxiproxy sent $1"))
                .replaceFirst("UNKNOWN");
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
