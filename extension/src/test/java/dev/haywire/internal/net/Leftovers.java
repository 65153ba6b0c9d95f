package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** What this process has at a moment; what it has more of later was left there meanwhile (Linux). Fewer is no matter: others end, too. */
record Leftovers(Set<Thread> threads, long sockets) {

    /** Behind a collection of what other tests forgot, and a run of what is looked at. */
    static Leftovers now() throws IOException {
        return new Leftovers(engineThreads(), openSockets());
    }

    /** Whether no other thread of the engine runs than then. */
    boolean areAllThreads() {
        return threads.containsAll(engineThreads());
    }

    /** Those of the engine; the JVM has its own. */
    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("haywire-"))
                .filter(thread -> !thread.getName().startsWith("haywire-loop-"))
                .collect(Collectors.toSet());
    }

    static long openSockets() throws IOException {
        long sockets = 0;
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    sockets += Files.readSymbolicLink(descriptor).toString().startsWith("socket:") ? 1 : 0;
                } catch (IOException goneMeanwhile) {
                    // the directory's own descriptor
                }
            }
        }
        return sockets;
    }
}
