package dev.haywire.internal.net;

import dev.haywire.TcpSession;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Applications that talk to an echo server, a handler and a server behind a proxy, one conversation after the other, while faults that lose
 * nothing come and go on their wires. Which ones, where and when is the seed's; which bytes they meet is chance.
 */
final class Churn implements AutoCloseable {
    /** Both ways of all connections that talk at once. */
    static final int FLOWS = 2 * 3 * 3;

    private static final int TALKERS = FLOWS / 6;
    private static final int MOST_ACTIVE = 6;
    private static final int LONGEST = 6 << 20;
    private static final long PATIENCE_SECONDS = 60;

    /** On a busy machine a stall ends late. */
    private static final int READS_WITHIN_MILLIS = 50_000;

    private final long seed;
    private final Random random;
    private final HarmlessFaults faults;
    private final Server server = Server.start();
    private final LiveTcpEndpoint echo = Started.echo();
    private final LiveTcpEndpoint handler = Started.handler(this::answer);
    private final LiveTcpEndpoint proxy = Started.proxy(server.address());
    private final List<LiveTcpEndpoint> endpoints = List.of(echo, handler, proxy);
    private final List<List<ActiveFault>> active = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<CompletableFuture<Void>> talkers = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> fired = new TreeMap<>();
    private final AtomicLong moved = new AtomicLong();
    private final AtomicLong conversations = new AtomicLong();
    private volatile boolean ending;
    private long mostHeld;

    /** Begins to talk. */
    Churn(long seed, boolean delays) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.faults = new HarmlessFaults(random, delays);
        Async.run(this::serve);
        for (LiveTcpEndpoint endpoint : endpoints) {
            for (int i = 0; i < TALKERS; i++) {
                long first = (long) talkers.size() << 20;
                talkers.add(Async.run(() -> talk(endpoint, first)));
            }
        }
    }

    private void talk(LiveTcpEndpoint endpoint, long first) {
        Random lengths = new Random(seed + first);
        long number = first;
        try {
            while (!ending) {
                Conversation next =
                        new Conversation(number++, 1 + lengths.nextInt(LONGEST), 1 + lengths.nextInt(LONGEST));
                try (Client client =
                        lengths.nextBoolean() ? Client.connect(endpoint.address()) : Client.slow(endpoint.address())) {
                    client.socket().setSoTimeout(READS_WITHIN_MILLIS);
                    moved.addAndGet(next.ask(client, endpoint == echo));
                    conversations.incrementAndGet();
                }
                // what all of them leave on record would be more than some machines have
                failures.addAll(endpoint.takeErrors());
                endpoint.restartRecords();
            }
        } catch (Throwable failure) {
            failures.add(new AssertionError(endpoint + ", conversation " + (number - 1), failure));
        }
    }

    private void answer(TcpSession session) throws Exception {
        Conversation.answer(session.in(), session.out());
    }

    /** Goes on to the very end: a conversation may have begun just before. */
    private void serve() {
        try {
            while (true) {
                Socket served = server.accept();
                Async.run(() -> serve(served));
            }
        } catch (IOException closed) {
            // all conversations are over
        }
    }

    private void serve(Socket served) {
        try (served) {
            served.setSoTimeout(READS_WITHIN_MILLIS);
            Conversation.answer(served.getInputStream(), served.getOutputStream());
            served.shutdownOutput();
        } catch (Throwable failure) {
            failures.add(new AssertionError("the server behind the proxy", failure));
        }
    }

    /** One fault comes, or goes, or all on one wire go. */
    void step() {
        int which = random.nextInt(endpoints.size());
        List<ActiveFault> here = active.get(which);
        if (random.nextInt(50) == 0) {
            here.forEach(this::count);
            here.clear();
            endpoints.get(which).heal();
        } else if (here.size() < MOST_ACTIVE && random.nextInt(MOST_ACTIVE) >= here.size()) {
            here.add(endpoints.get(which).apply(faults.next()));
        } else {
            ActiveFault ended = here.remove(random.nextInt(here.size()));
            count(ended);
            ended.close();
        }
        mostHeld = Math.max(mostHeld, SlabPool.used());
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(500_000));
        }
    }

    private void count(ActiveFault fault) {
        Fault value = fault.fault();
        fired.merge(value.kind(), fault.fired() > 0 ? 1 : 0, Integer::sum);
    }

    /** What went wrong so far. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** How many kinds of faults have met bytes, or a FIN, more than a few times. */
    int met() {
        return (int) fired.values().stream().filter(times -> times > 5).count();
    }

    /** The most bytes that all wires together were seen to hold. */
    long mostHeld() {
        return mostHeld;
    }

    /** Heals all, lets the conversations come to their ends, and tells what went wrong on any side. */
    List<Throwable> end() throws Exception {
        endpoints.forEach(LiveTcpEndpoint::heal);
        ending = true;
        for (CompletableFuture<Void> talker : talkers) {
            if (failures.isEmpty()) {
                talker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        for (LiveTcpEndpoint endpoint : endpoints) {
            if (failures.isEmpty()) {
                endpoint.awaitOpen(0, Started.TIMEOUT);
            }
            failures.addAll(endpoint.takeErrors());
        }
        return failures();
    }

    @Override
    public String toString() {
        return String.format(
                "seed %d: %,d MiB in %d conversations, %,d KiB held at most, fired %s",
                seed, moved.get() >> 20, conversations.get(), mostHeld >> 10, fired);
    }

    @Override
    public void close() throws IOException {
        ending = true;
        endpoints.forEach(LiveTcpEndpoint::close);
        server.close();
    }
}
