package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.Processes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/** File descriptors run short, in a JVM of its own that may have 200: what an endpoint needs it gets once there are some. */
@EnabledOnOs(
        value = OS.LINUX,
        disabledReason = "limits descriptors by the shell's ulimit and counts with Linux' errors")
@ResourceLock(Processes.STARTED)
class DescriptorsTest {

    @Test
    void everythingGoesOnOnceThereAreDescriptors() throws Exception {
        Process program = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 200 && exec \"$@\"",
                        "sh",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:-MaxFDLimit",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ShortOfDescriptors.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String seen = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(seen)
                    .isEqualTo(String.join(
                            "\n",
                            "closed first: listens",
                            "refuse ended: listens",
                            "refuse ended by time: listens",
                            "errors: []",
                            "connectHang: connects to 127.0.0.1:port cannot be made to hang: Too many open files",
                            "and then: listens, 0 faults",
                            "connectHang ended: listens",
                            "accepted later: x",
                            "told: 1 times: a connection to 127.0.0.1:port could not be accepted: Too many open files;"
                                    + " it waits until that is possible (where file descriptors run short: close some,"
                                    + " or raise the limit, ulimit -n)",
                            "the facade: an endpoint failed: a connection to 127.0.0.1:port could not be accepted:"
                                    + " Too many open files; it waits until that is possible (where file descriptors"
                                    + " run short: close some, or raise the limit, ulimit -n)",
                            "answered: 80 of 80",
                            "counts: received 160, delivered 160, dropped 0, duplicated 0, reordered 0, held 0,"
                                    + " kernel drops 0",
                            "unaccounted: Optional.empty",
                            "accepted for idle ways: y",
                            "the oldest again: z",
                            "no way: received 1, delivered 0, dropped 1 (descriptors 1), duplicated 0, reordered 0,"
                                    + " held 0, kernel drops 0",
                            "then: 2",
                            ""));
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }
}
