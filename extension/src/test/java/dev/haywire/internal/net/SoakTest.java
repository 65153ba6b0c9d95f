package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Random faults, resets, ends and new starts on all kinds of endpoints at once, under clients that come and go, for ten seconds or as long as
 * {@code haywire.soak.seconds} says; docs/CONTRIBUTING.md tells of the ten minutes.
 */
@Isolated("counts threads, sockets, slabs and the heap of the JVM")
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts descriptors in /proc")
class SoakTest {
    private static final long SEED = Long.getLong("haywire.soak.seed", 1);
    private static final int SECONDS = Integer.getInteger("haywire.soak.seconds", 10);
    private static final long LAST_SESSION_SECONDS = 180;

    /** For what the JVM compiles, loads and caches meanwhile. */
    private static final long HEAP_SLACK = 24L << 20;

    /** Scratch buffers of loops and threads. */
    private static final long DIRECT_SLACK = 32L << 20;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyByteIsAccountedForAndNothingIsLeft() throws Exception {
        System.out.println("soak: -Dhaywire.soak.seconds=" + SECONDS + " -Dhaywire.soak.seed=" + SEED);
        // classes, loops and selectors are there before anything is counted
        soak(0);
        System.gc();
        Leftovers before = Leftovers.now();
        List<String> descriptors = descriptors();
        long threads = threads();
        long heap = heapInUse();

        String seen = soak(SECONDS);
        System.out.println(seen);

        Started.eventually(() -> SlabPool.used() == 0);
        Started.eventually(before::areAllThreads);
        Started.eventually(() -> threads() <= threads, () -> threads() + " threads instead of " + threads);
        assertThat(LoopThreads.all()).as(seen).hasSizeLessThanOrEqualTo(2);
        System.gc();
        assertThat(Leftovers.openSockets()).as("sockets; " + seen).isLessThanOrEqualTo(before.sockets());
        Started.eventually(
                () -> descriptors().size() <= descriptors.size(),
                () -> "descriptors " + descriptors() + " instead of " + descriptors);
        assertThat(direct()).as("direct memory; " + seen).isLessThan(SlabPool.budget() + DIRECT_SLACK);
        assertThat(heapInUse()).as("heap; " + seen).isLessThan(heap + HEAP_SLACK);
    }

    /** Each kind has its own thread and at least one session; returns what was seen. */
    private static String soak(int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<SoakedEndpoint> soaked = new ArrayList<>();
        for (SoakedTcp.Kind kind : SoakedTcp.Kind.values()) {
            soaked.add(new SoakedTcp(kind, SEED));
        }
        for (SoakedUdp.Kind kind : SoakedUdp.Kind.values()) {
            soaked.add(new SoakedUdp(kind, SEED));
        }
        AtomicBoolean failed = new AtomicBoolean();
        BooleanSupplier goesOn = () -> !failed.get() && System.nanoTime() < end;
        List<CompletableFuture<Void>> running = soaked.stream()
                .map(one -> Async.run(() -> one.soak(goesOn)).whenComplete((done, failure) -> {
                    if (failure != null) {
                        failed.set(true);
                    }
                }))
                .toList();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .get(seconds + LAST_SESSION_SECONDS, TimeUnit.SECONDS);
        } finally {
            soaked.forEach(SoakedEndpoint::close);
        }
        for (SoakedEndpoint one : soaked) {
            one.requireFreePort();
        }
        return String.join("\n", soaked.stream().map(Object::toString).toList());
    }

    /** What each of them is. */
    private static List<String> descriptors() {
        List<String> open = new ArrayList<>();
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path number : numbers) {
                try {
                    open.add(Files.readSymbolicLink(number).toString());
                } catch (NoSuchFileException goneMeanwhile) {
                    // that of a file that was being read
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return open;
    }

    /** Those of the JVM's own come and go. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("async") || name.startsWith("haywire-"))
                .count();
    }

    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
