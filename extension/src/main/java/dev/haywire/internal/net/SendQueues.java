package dev.haywire.internal.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells when the receiver's kernel has acknowledged all that was written to a socket: the way to send a RST after data, which would otherwise
 * overtake it and destroy what lies in the send queue. A receiver on this machine has the time to accept the connection, too: some servers turn
 * away one that was reset before.
 *
 * <p>Reads the column tx_queue of {@code /proc/net/tcp} and {@code tcp6} (Linux), on a thread of its own that lives while somebody waits. Where
 * those files do not exist nobody waits: best effort.
 */
final class SendQueues {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final boolean SUPPORTED = Files.isReadable(TABLES.get(0));
    private static final long PERIOD_MILLIS = 20;

    /** How a table of IPv6 spells the beginning of an IPv4 address, that of a peer of a socket for both. */
    private static final String MAPPED = words(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff});

    private static final Object LOCK = new Object();
    private static final List<Waiting> WAITING = new ArrayList<>();
    private static boolean running;

    /** How long a server has for accepting the connection. */
    private static final long ACCEPTED_WITHIN = TimeUnit.SECONDS.toNanos(1);

    /** One that waits: the two ends as its own socket has them, and as its peer's has them, if that is on this machine. */
    private static final class Waiting {
        private final String own;
        private final String peer;
        private final BooleanSupplier alive;
        private final Runnable continuation;
        private final long since = System.nanoTime();
        private boolean acceptedBefore;

        Waiting(String local, String remote, BooleanSupplier alive, Runnable continuation) {
            this.own = local + " " + remote;
            this.peer = remote + " " + local;
            this.alive = alive;
            this.continuation = continuation;
        }

        /** Tells whether a RST would destroy nothing now. */
        boolean hasArrived(Map<String, Entry> entries) {
            Entry sender = entries.get(own);
            if (sender != null && !sender.hasSentAll()) {
                return false;
            }
            Entry receiver = entries.get(peer);
            if (receiver == null || receiver.hasReadAll()) {
                return true;
            }
            if (receiver.awaitsAccept()) {
                return System.nanoTime() - since >= ACCEPTED_WITHIN;
            }
            // it may have been accepted just now: one more look
            boolean before = acceptedBefore;
            acceptedBefore = true;
            return before;
        }
    }

    /** A line of a table, after the addresses: {@code st tx:rx tr:when retransmits uid timeout inode}. */
    private record Entry(String line) {
        private static final String NONE = "00000000";

        boolean hasSentAll() {
            return line.startsWith(NONE, 3);
        }

        boolean hasReadAll() {
            return line.startsWith(NONE, 3 + NONE.length() + 1);
        }

        /** A connection in no program's hands that has not been closed by one either. */
        boolean awaitsAccept() {
            return (line.startsWith("01 ") || line.startsWith("08 "))
                    && line.trim().split(" +")[6].equals("0");
        }
    }

    private SendQueues() {}

    /**
     * Runs the continuation, on any thread, once the queue is empty; never if the socket goes before.
     *
     * @param alive whether the socket still exists; asked from another thread, so a late answer is fine
     */
    static void whenEmpty(
            InetSocketAddress local, InetSocketAddress remote, BooleanSupplier alive, Runnable continuation) {
        if (!SUPPORTED) {
            continuation.run();
            return;
        }
        synchronized (LOCK) {
            WAITING.add(new Waiting(spelled(local), spelled(remote), alive, continuation));
            if (!running) {
                Thread watcher = new Thread(SendQueues::watch, "haywire-send-queues");
                watcher.setDaemon(true);
                watcher.start();
                running = true;
            }
        }
    }

    private static void watch() {
        boolean ended = false;
        while (!ended) {
            try {
                ended = look();
            } catch (Throwable failure) {
                // no memory, say: all that waits is still there, and looked at again in a moment
                pause();
            }
        }
    }

    /** Returns whether nobody waits any more, which is the end of the thread. */
    private static boolean look() {
        List<Waiting> round;
        synchronized (LOCK) {
            round = List.copyOf(WAITING);
        }
        Set<Waiting> over = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, Entry> entries = read(round);
        for (Waiting one : round) {
            if (isOver(one, one.hasArrived(entries))) {
                over.add(one);
            }
        }
        synchronized (LOCK) {
            WAITING.removeIf(over::contains);
            if (WAITING.isEmpty()) {
                running = false;
                return true;
            }
        }
        if (over.size() < round.size()) {
            pause();
        }
        return false;
    }

    private static boolean isOver(Waiting one, boolean arrived) {
        if (!arrived) {
            return !one.alive.getAsBoolean();
        }
        try {
            one.continuation.run();
            return true;
        } catch (Throwable notNow) {
            return false;
        }
    }

    /** Returns what the tables say of the sockets that exist, at either end. */
    private static Map<String, Entry> read(List<Waiting> round) {
        Set<String> wanted =
                round.stream().flatMap(one -> Stream.of(one.own, one.peer)).collect(Collectors.toSet());
        Map<String, Entry> entries = new HashMap<>();
        try {
            for (Path table : TABLES) {
                if (Files.isReadable(table)) {
                    read(table, wanted, entries);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // then nothing can be known: best effort, as where the tables do not exist
            return Map.of();
        }
        return entries;
    }

    /**
     * {@code sl: local remote st tx:rx ...} in hexadecimal. Not a word more of a line is looked at than needed: on a machine whose connections
     * come and go there are tens of thousands of them.
     */
    private static void read(Path table, Set<String> wanted, Map<String, Entry> entries) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int local = line.indexOf(": ") + 2;
                int remote = line.indexOf(' ', local) + 1;
                int behind = line.indexOf(' ', remote);
                String sockets = behind < 0
                        ? ""
                        : line.startsWith(MAPPED, local)
                                ? line.substring(local + MAPPED.length(), remote)
                                        + line.substring(remote + MAPPED.length(), behind)
                                : line.substring(local, behind);
                if (wanted.contains(sockets)) {
                    entries.put(sockets, new Entry(line.substring(behind + 1)));
                }
            }
        }
    }

    /** As the kernel prints it: words of the address in the machine's byte order, the port in the network's. */
    private static String spelled(InetSocketAddress address) {
        return words(address.getAddress().getAddress()) + String.format(":%04X", address.getPort());
    }

    private static String words(byte[] address) {
        ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(String.format("%08X", words.getInt()));
        }
        return text.toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD_MILLIS);
        } catch (InterruptedException nobodyAsksThisThread) {
            Thread.currentThread().interrupt();
        }
    }
}
