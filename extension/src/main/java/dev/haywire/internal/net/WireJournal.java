package dev.haywire.internal.net;

import dev.haywire.Journal;
import java.util.List;

/** The journal as tests see it: what a local peer did before they ask is in it. */
record WireJournal(Wire wire) implements Journal {

    @Override
    public List<String> lines() {
        wire.look();
        return wire.log().lines();
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
