package dev.haywire.internal.net;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks at the event loops from outside. */
final class LoopThreads {
    private static final String NAME = "haywire-loop-";

    private static final long PATIENCE_SECONDS = 50;
    private static final Semaphore HOLDING = new Semaphore(1);

    private LoopThreads() {}

    static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(NAME))
                .toList();
    }

    /** Where they are just now. */
    static String doing() {
        StringBuilder doing = new StringBuilder();
        for (Thread thread : all()) {
            doing.append(thread.getName()).append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                doing.append("    at ").append(frame).append('\n');
            }
        }
        return doing.toString();
    }

    /** Keeps the loops from doing anything until it is closed: what peers do meanwhile, they find in one turn. */
    static Held hold() {
        // two that hold a loop each, and wait for the other's, would hold them for good
        HOLDING.acquireUninterruptibly();
        CountDownLatch goOn = new CountDownLatch(1);
        Held held = () -> {
            goOn.countDown();
            HOLDING.release();
        };
        try {
            holdEach(goOn);
            return held;
        } catch (RuntimeException inVain) {
            held.close();
            throw inVain;
        }
    }

    private static void holdEach(CountDownLatch goOn) {
        List<EventLoop> loops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loops.add(Loops.acquire());
        }
        loops.forEach(Loops::release);
        Set.copyOf(loops).forEach(loop -> {
            CountDownLatch held = new CountDownLatch(1);
            loop.execute(() -> {
                held.countDown();
                await(goOn);
            });
            await(held);
        });
    }

    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The time on a processor since they began. */
    static Duration worked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return all().stream()
                .map(thread -> Duration.ofNanos(Math.max(0, threads.getThreadCpuTime(thread.getId()))))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** How often they fell asleep, which is how often they woke up (Linux). */
    static long sleeps() throws IOException {
        long sleeps = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                sleeps += sleeps(task);
            }
        }
        return sleeps;
    }

    private static long sleeps(Path task) {
        try {
            // the kernel keeps 15 characters of a name
            if (Files.readString(task.resolve("comm")).startsWith(NAME)) {
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    if (line.startsWith("voluntary_ctxt_switches:")) {
                        return Long.parseLong(
                                line.substring(line.indexOf(':') + 1).strip());
                    }
                }
            }
        } catch (IOException threadEnded) {
            // before the file was opened, or before it was read: it sleeps no more
        }
        return 0;
    }
}
