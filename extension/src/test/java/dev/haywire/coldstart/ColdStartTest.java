package dev.haywire.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a fresh JVM loads until the first byte is back: each class costs it a fifth of a millisecond, and the first lambda, stream, pattern, joined
 * string or logger several. Classes are counted, as times differ from one machine to the next.
 */
@ResourceLock(Processes.STARTED)
class ColdStartTest {
    /** As {@code -Xlog:class+load} spells them. */
    private static final Pattern DEAR = Pattern.compile("dev\\.haywire\\..*\\$\\$Lambda.*"
            + "|java\\.util\\.(stream|regex|logging)\\..*|java\\.util\\.Formatter.*|java\\.text\\..*"
            + "|jdk\\.internal\\.logger\\..*|java\\.util\\.concurrent\\.(CompletableFuture|Executors).*"
            + "|java\\.lang\\.invoke\\.StringConcatFactory.*|java\\.lang\\.runtime\\.ObjectMethods.*");

    @TempDir
    Path folder;

    @Test
    void theFirstByteThroughAProxyNeedsNothingDear() throws Exception {
        Set<String> loaded = LoadedClasses.by(folder, FirstByte.class, FirstByte.THROUGH_A_PROXY);
        loaded.removeAll(LoadedClasses.by(folder, FirstByte.class, FirstByte.BARE));

        assertThat(loaded).contains("dev.haywire.internal.net.HeadStart");
        assertThat(loaded).filteredOn(name -> DEAR.matcher(name).matches()).isEmpty();
        assertThat(ours(loaded)).hasSizeLessThanOrEqualTo(125);
    }

    @Test
    void theFirstTestNeedsNoFaultsOfOtherTests() throws Exception {
        Set<String> loaded = LoadedClasses.by(folder, OneTestRun.class);

        assertThat(loaded)
                .contains("dev.haywire.internal.net.HeadStart")
                .doesNotContain("dev.haywire.fault.Latency", "dev.haywire.internal.junit.FaultAnnotations");
        assertThat(ours(loaded)).hasSizeLessThanOrEqualTo(210);
    }

    private static List<String> ours(Set<String> loaded) {
        return loaded.stream()
                .filter(name -> name.startsWith("dev.haywire.") && !name.contains("$$Lambda"))
                .toList();
    }
}
