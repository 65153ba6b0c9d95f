package dev.haywire.internal.net;

import dev.haywire.fault.ActiveFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One endpoint under the soak: sessions follow one another, in each of which clients come and go while random operations are done; then all is
 * healed and checked. What is done in a session follows from the seed, the kind and the session's number; what it meets is chance.
 */
abstract class SoakedEndpoint implements AutoCloseable {
    private static final int CLIENTS = 3;
    private static final int OPERATIONS = 60;
    private static final int MOST_ACTIVE = 4;
    private static final long CLIENTS_END_SECONDS = 120;

    private final String name;
    private final long seed;
    private long sessions;
    private long operations;

    /** Of the session: those that have ended, too. */
    final List<ActiveFault> applied = new ArrayList<>();

    private final List<ActiveFault> active = new ArrayList<>();
    volatile boolean ending;

    SoakedEndpoint(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    abstract LiveEndpoint endpoint();

    /** Chooses what the session is about. */
    abstract void begin(Random random);

    /** One client after the other, until the session ends. */
    abstract void talk(Random random) throws Exception;

    /** Applies some fault. */
    abstract ActiveFault apply(Random random);

    /** Does something other than applying and ending faults. */
    abstract void disturb(Random random);

    /** All is healed and all clients are gone. */
    abstract void check() throws Exception;

    abstract String session();

    /** Starts another one in the place of the endpoint, which has been closed. */
    abstract void restart();

    abstract void requireFreePort() throws Exception;

    final void soak(BooleanSupplier goesOn) {
        do {
            Random random = new Random((seed * 1_000_003 + sessions) * 31 + name.hashCode());
            try {
                session(random);
            } catch (Throwable failure) {
                throw new AssertionError(
                        name + ", seed " + seed + ", session " + sessions + " (" + session() + "): "
                                + failure.getMessage() + "; applied " + applied + "; journal " + lastLines(),
                        failure);
            }
            sessions++;
        } while (goesOn.getAsBoolean());
    }

    private List<String> lastLines() {
        List<String> lines = endpoint().journal().lines();
        return lines.subList(Math.max(0, lines.size() - 40), lines.size());
    }

    private void session(Random random) throws Exception {
        applied.clear();
        active.clear();
        ending = false;
        begin(random);
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random own = new Random(random.nextLong());
            clients.add(Async.run(() -> {
                try {
                    talk(own);
                } catch (Exception failure) {
                    throw new AssertionError(failure);
                }
            }));
        }
        try {
            for (int i = 0; i < OPERATIONS; i++) {
                operate(random);
                LockSupport.parkNanos(random.nextInt(8_000_000));
            }
        } finally {
            endpoint().heal();
            ending = true;
        }
        for (CompletableFuture<Void> client : clients) {
            client.get(CLIENTS_END_SECONDS, TimeUnit.SECONDS);
        }
        check();
        List<Throwable> errors = endpoint().takeErrors();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString(), errors.get(0));
        }
        if (random.nextInt(3) == 0) {
            endpoint().close();
            requireFreePort();
            restart();
        } else {
            endpoint().restartRecords();
        }
    }

    private void operate(Random random) {
        operations++;
        int choice = random.nextInt(20);
        if (choice == 0) {
            endpoint().heal();
            active.clear();
        } else if (choice < 4) {
            disturb(random);
        } else if (active.size() < MOST_ACTIVE && random.nextInt(MOST_ACTIVE) >= active.size()) {
            ActiveFault fault = apply(random);
            applied.add(fault);
            active.add(fault);
        } else {
            active.remove(random.nextInt(active.size())).close();
        }
        String lost = endpoint().unaccounted().orElse("");
        if (!lost.isEmpty()) {
            throw new AssertionError(lost);
        }
    }

    /** Whether a fault of that kind is on the wire. */
    final boolean isActive(String kind) {
        return active.stream()
                .anyMatch(fault -> fault.isActive() && fault.fault().kind().equals(kind));
    }

    /** How often faults of these kinds have fired in the session. */
    final long fired(String... kinds) {
        return applied.stream()
                .filter(fault -> List.of(kinds).contains(fault.fault().kind()))
                .mapToLong(ActiveFault::fired)
                .sum();
    }

    /** How many faults of these kinds were applied in the session. */
    final long times(String... kinds) {
        return applied.stream()
                .filter(fault -> List.of(kinds).contains(fault.fault().kind()))
                .count();
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        ending = true;
        endpoint().close();
    }

    @Override
    public String toString() {
        return String.format("%s: %,d sessions, %,d operations", name, sessions, operations);
    }
}
