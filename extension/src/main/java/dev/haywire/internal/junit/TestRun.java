package dev.haywire.internal.junit;

import dev.haywire.internal.junit.Declaration.Lifetime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The run of one test: of a test method, or of one invocation of it. */
final class TestRun extends Run {
    private final ClassRun classRun;
    private final AnnotatedFaults faults;
    private final Set<Shared> shared = new LinkedHashSet<>();
    private List<Element> elements = List.of();
    private boolean begun;
    private volatile boolean dynamicTestFailed;

    private TestRun(ExtensionContext context, ClassRun classRun) {
        super(context);
        this.classRun = classRun;
        this.faults = new AnnotatedFaults(this);
    }

    /** The run of the context's test, begun. */
    static TestRun of(ExtensionContext context) {
        ClassRun classRun = ClassRun.of(context);
        TestRun run = Stored.in(context, TestRun.class, () -> new TestRun(context, classRun));
        run.begin();
        return run;
    }

    /** The run of the test that a dynamic test belongs to. */
    static Optional<TestRun> around(ExtensionContext context) {
        Optional<ExtensionContext> next = Optional.of(context);
        while (next.isPresent() && next.get().getTestMethod().isEmpty()) {
            next = next.get().getParent();
        }
        return next.flatMap(test -> Stored.existing(test, TestRun.class));
    }

    @Override
    synchronized void begin() {
        if (begun) {
            return;
        }
        elements = Elements.ofMethod(classRun.testClass(), context().getRequiredTestMethod());
        List<Visible> visible = visible();
        Conflicts.check(visible.stream().map(Visible::declaration).toList());
        faults.check();
        if (isUsed()) {
            settings();
        }
        classRun.withEnclosing().forEach(run -> run.madeInCode().forEach(this::shares));
        for (Visible endpoint : visible) {
            Started started = peek(endpoint);
            if (started != null) {
                shares(started.shared());
            }
        }
        for (Visible endpoint : visible) {
            boolean onMethodOrType = !endpoint.declaration().isOnParameter()
                    && endpoint.declaration().lifetime() != Lifetime.INSTANCE;
            if (onMethodOrType) {
                obtain(endpoint);
            }
        }
        begun = true;
    }

    @Override
    void shares(Shared endpoint) {
        synchronized (shared) {
            if (shared.add(endpoint)) {
                endpoint.enter(this);
            }
        }
    }

    /** The test method and everything around it has run. */
    void end() {
        Throwable failure = context().getExecutionException().orElse(null);
        tellSeed(failure);
        List<Throwable> failures = new ArrayList<>(faults.finish());
        failures.addAll(leaveShared());
        holder().all().forEach(endpoint -> failures.addAll(endpoint.shared().takeFailures()));
        if (failure == null && failures.isEmpty() && !dynamicTestFailed) {
            faults.judge().ifPresent(failures::add);
        }
        boolean passed = failure == null && failures.isEmpty() && !dynamicTestFailed;
        for (ClassRun run : classRun.withEnclosing()) {
            run.outcome().ended(classRun.testClass(), context().getRequiredTestMethod(), passed);
        }
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }

    private List<Throwable> leaveShared() {
        synchronized (shared) {
            List<Throwable> failures = new ArrayList<>();
            for (Shared endpoint : shared) {
                endpoint.leave();
                failures.addAll(endpoint.takeFailures());
            }
            shared.clear();
            return failures;
        }
    }

    AnnotatedFaults faults() {
        return faults;
    }

    void dynamicTestFailed(Throwable failure) {
        dynamicTestFailed = true;
        tellSeed(failure);
    }

    @Override
    ClassRun ofClass() {
        return classRun;
    }

    @Override
    List<Element> elements() {
        return elements;
    }

    /** What a test that never got as far as its end leaves. */
    @Override
    public void close() {
        List<Throwable> failures = new ArrayList<>(faults.finish());
        failures.addAll(leaveShared());
        failures.addAll(closeHeld());
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }
}
