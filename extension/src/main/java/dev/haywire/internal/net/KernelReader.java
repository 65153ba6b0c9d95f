package dev.haywire.internal.net;

import dev.haywire.internal.net.KernelSockets.Listing;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the kernel's list of UDP sockets for loops, which must not wait for it: with thousands of sockets on the machine that takes a quarter of
 * a second. The thread of its own takes a fifth of a core at most, answers all that wait by one reading, and ends when there is nothing to do.
 */
final class KernelReader {
    private static final int PAUSE_TIMES = 4;
    private static final long MOST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LINGER_MILLIS = 100;

    private static final Object LOCK = new Object();
    private static final List<Question> WAITING = new ArrayList<>();
    private static boolean running;
    private static long readings;

    private record Question(Set<Integer> ports, Collection<InetSocketAddress> open, Consumer<Listing> answered) {}

    private KernelReader() {}

    /**
     * Has the list read soon.
     *
     * @param ports the local ports that it is to tell of
     * @param open sockets that are, and so have to be listed
     * @param answered told on the thread of this; must not throw
     */
    static void read(Set<Integer> ports, Collection<InetSocketAddress> open, Consumer<Listing> answered) {
        synchronized (LOCK) {
            WAITING.add(new Question(ports, open, answered));
            LOCK.notifyAll();
            if (!running) {
                Thread reader = new Thread(null, KernelReader::answer, "haywire-kernel-sockets", 0, false);
                reader.setDaemon(true);
                reader.start();
                running = true;
            }
        }
    }

    /** How often this thread has read the list. */
    static long readings() {
        synchronized (LOCK) {
            return readings;
        }
    }

    private static void answer() {
        List<Question> round = next();
        while (!round.isEmpty()) {
            long start = System.nanoTime();
            Set<Integer> ports = new HashSet<>();
            List<InetSocketAddress> open = new ArrayList<>();
            for (Question question : round) {
                ports.addAll(question.ports);
                open.addAll(question.open);
            }
            Listing listing = KernelSockets.read(ports, open);
            round.forEach(question -> question.answered.accept(listing));
            pause(Math.min(MOST_PAUSE, PAUSE_TIMES * (System.nanoTime() - start)));
            round = next();
        }
    }

    /** Takes what waits; nothing is the end of the thread. */
    private static List<Question> next() {
        synchronized (LOCK) {
            if (WAITING.isEmpty()) {
                try {
                    LOCK.wait(LINGER_MILLIS);
                } catch (InterruptedException nobodyAsksThisThread) {
                    Thread.currentThread().interrupt();
                }
            }
            List<Question> round = List.copyOf(WAITING);
            WAITING.clear();
            running = !round.isEmpty();
            readings += running ? 1 : 0;
            return round;
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException nobodyAsksThisThread) {
            Thread.currentThread().interrupt();
        }
    }
}
