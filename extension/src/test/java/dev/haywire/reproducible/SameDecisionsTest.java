package dev.haywire.reproducible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haywire.kit.Processes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same tests decide the same about each datagram: again, in another order, beside one another, in another JVM, on another JDK. */
@Timeout(120)
@ResourceLock(Processes.STARTED)
class SameDecisionsTest {
    private static Map<String, String> decided;

    @BeforeAll
    static void runOnce() throws Exception {
        decided = inOrder(UdpProgram.names());
    }

    private static Map<String, String> inOrder(List<String> names) throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (String name : names) {
            all.put(name, UdpProgram.run(name));
        }
        return all;
    }

    @Test
    void somethingWasDecided() {
        assertThat(decided.get("healthy"))
                .contains("healthy: #2 upstream 80: 16 B\n", "healthy: #2 downstream 80: 16 B\n")
                .doesNotContain("dropped");
        assertThat(decided.get("loss")).contains("#0 upstream", "dropped by loss");
        assertThat(decided.get("chosen"))
                .contains("#1 upstream 3: dropped by drop\n", "#2 upstream 44: dropped by drop");
        assertThat(decided.get("copies")).contains(" copy 1: ");
        assertThat(decided.get("damage")).contains(": 9 B\n", "dropped by mtu");
        assertThat(decided.values())
                .allMatch(lines -> lines.contains(" fired first on #") || lines.contains("healthy"));
    }

    @Test
    void inAnotherOrder() throws Exception {
        List<String> reversed = new ArrayList<>(UdpProgram.names());
        Collections.reverse(reversed);
        same(inOrder(reversed));
    }

    @Test
    void besideOneAnother() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Map<String, Future<String>> running = new TreeMap<>();
            for (String name : UdpProgram.names()) {
                running.put(name, threads.submit(() -> UdpProgram.run(name)));
            }
            Map<String, String> all = new TreeMap<>();
            for (Map.Entry<String, Future<String>> each : running.entrySet()) {
                all.put(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS));
            }
            same(all);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inAnotherJvm() throws Exception {
        same(Jdk.running().run(UdpProgram.class), String.join("", decided.values()));
    }

    @Test
    void onAnotherJdk() throws Exception {
        Optional<Jdk> other = Jdk.of(25);
        assumeTrue(other.isPresent(), "no JDK 25 is beside the running one or in /usr/lib/jvm");
        same(other.get().run(UdpProgram.class), String.join("", decided.values()));
    }

    private static void same(Map<String, String> again) {
        for (String name : UdpProgram.names()) {
            same(again.get(name), decided.get(name));
        }
    }

    /** Tells the first lines that differ: the whole is long. */
    private static void same(String again, String before) {
        if (!again.equals(before)) {
            List<String> now = new ArrayList<>(again.lines().toList());
            List<String> then = new ArrayList<>(before.lines().toList());
            before.lines().forEach(now::remove);
            again.lines().forEach(then::remove);
            throw new AssertionError("decided otherwise:\nbefore: " + then + "\nnow:    " + now);
        }
    }
}
