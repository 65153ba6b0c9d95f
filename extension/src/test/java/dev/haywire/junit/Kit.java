package dev.haywire.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs subject classes and tells what came of them. What subjects note is of the run that began last on this thread's test. */
final class Kit {
    static final String MARK = "haywire.kit";

    private final EngineTestKit.Builder engine =
            EngineTestKit.engine("junit-jupiter").configurationParameter(MARK, "true");
    private final List<DiscoverySelector> selected = new ArrayList<>();
    private boolean parallel;

    static Kit of(Class<?>... subjects) {
        Kit kit = new Kit();
        for (Class<?> subject : subjects) {
            kit.selected.add(selectClass(subject));
        }
        return kit;
    }

    /** Of one method: its name, and in parentheses the full names of its parameters' types where it has any. */
    static Kit ofMethod(Class<?> subject, String method) {
        Kit kit = new Kit();
        kit.selected.add(selectMethod(subject.getName() + "#" + method));
        return kit;
    }

    static Ran run(Class<?>... subjects) {
        return of(subjects).run();
    }

    /** Of single invocations, by what JUnit's unique ids have after the class. */
    static Kit ofIds(Class<?> subject, String... ids) {
        Kit kit = new Kit();
        for (String id : ids) {
            kit.selected.addAll(ofId("[class:" + subject.getName() + "]/" + id).selected);
        }
        return kit;
    }

    /** Of what JUnit's unique ids have after the engine. */
    static Kit ofId(String id) {
        Kit kit = new Kit();
        kit.selected.add(selectUniqueId("[engine:junit-jupiter]/" + id));
        return kit;
    }

    Kit with(String key, String value) {
        engine.configurationParameter(key, value);
        return this;
    }

    /** Classes and methods run at the same time where they ask for it by {@code @Execution}. */
    Kit parallel() {
        parallel = true;
        return with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .with("junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL");
    }

    Ran run() {
        engine.selectors(selected.toArray(DiscoverySelector[]::new));
        return new Ran(parallel ? onAThreadOfItsOwn() : engine.execute());
    }

    /** A worker of the pool that runs our own tests cannot lend itself to the kit's pool. */
    private EngineExecutionResults onAThreadOfItsOwn() {
        try {
            return CompletableFuture.supplyAsync(engine::execute, task -> new Thread(task, "haywire-kit").start())
                    .get(50, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** What subjects tell their test, in order; one per test class, which runs its tests one after the other. */
    static final class Notes {
        private final Queue<Object> notes = new ConcurrentLinkedQueue<>();

        void add(Object note) {
            notes.add(note);
        }

        List<Object> all() {
            return List.copyOf(notes);
        }

        <T> List<T> all(Class<T> type) {
            return notes.stream().filter(type::isInstance).map(type::cast).toList();
        }

        void clear() {
            notes.clear();
        }
    }
}
