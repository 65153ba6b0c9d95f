package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.internal.junit.Declaration.Lifetime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** The run of one test: of a test method, or of one invocation of it. */
final class TestRun extends Run {
    private final ClassRun classRun;
    private final AnnotatedFaults faults;
    private final Optional<Protocol> protocol;
    private final Set<Shared> shared = new LinkedHashSet<>();
    private List<Element> elements = List.of();
    private boolean begun;
    private volatile boolean dynamicTestFailed;

    private TestRun(ExtensionContext context, ClassRun classRun) {
        super(context);
        this.classRun = classRun;
        this.faults = new AnnotatedFaults(this);
        this.protocol = ProtocolRuns.of(context);
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
        if (protocol.isEmpty() && ProtocolRuns.isAsked(context())) {
            ProtocolRuns.requireNoOther(context()); // a @TestFactory, which is no template
        }
        elements = withEachProtocol(
                Elements.ofMethod(classRun.testClass(), context().getRequiredTestMethod()));
        List<Visible> visible = scope().endpoints();
        Conflicts.check(visible.stream().map(Visible::declaration).toList());
        sharing().check();
        ProxyTargets.checkLifetimes(this);
        faults.check();
        if (isUsed()) {
            settings();
        }
        Backends.requireFor(this, visible);
        reserveOwn();
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
        controlsAround().forEach(control -> control.enter(this));
        begun = true;
    }

    private List<Element> withEachProtocol(List<Element> declared) {
        if (protocol.isEmpty()) {
            return declared;
        }
        List<Element> all = new ArrayList<>(declared);
        all.add(0, ProtocolRuns.element(classRun.testClass(), context().getRequiredTestMethod(), protocol.get()));
        return all;
    }

    /** Whether the test runs once over each protocol. */
    boolean isOverEachProtocol() {
        return protocol.isPresent();
    }

    @Override
    void shares(Shared endpoint) {
        synchronized (shared) {
            if (shared.add(endpoint)) {
                endpoint.enter(this);
            }
        }
    }

    @Override
    List<Shared> foreign() {
        synchronized (shared) {
            return List.copyOf(shared);
        }
    }

    /**
     * Returns what the test fails with: what its endpoints' handlers have thrown comes before what the application met because of it, a reset
     * connection for instance, which it suppresses. A timeout or an aborted test stays what it is.
     */
    Throwable headline(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof TestAbortedException) {
            return failure;
        }
        List<Throwable> thrown = new ArrayList<>();
        holder().all().forEach(endpoint -> thrown.addAll(endpoint.shared().takeFailures()));
        synchronized (shared) {
            shared.forEach(endpoint -> thrown.addAll(endpoint.takeFailures()));
        }
        madeInCode().forEach(endpoint -> thrown.addAll(endpoint.takeFailures()));
        if (thrown.isEmpty()) {
            return failure;
        }
        Throwable first = thrown.remove(0);
        first.addSuppressed(failure);
        thrown.forEach(first::addSuppressed);
        return first;
    }

    /** The test method and everything around it has run. */
    void end() {
        Throwable failure = context().getExecutionException().orElse(null);
        timeouts().end(failure);
        tellSeed(failure);
        List<Throwable> failures = new ArrayList<>(faults.finish());
        failures.addAll(leaveShared());
        for (Started endpoint : holder().all()) {
            failures.addAll(endpoint.shared().takeFailures());
            failures.addAll(endpoint.shared().unaccounted());
        }
        madeInCode().forEach(endpoint -> failures.addAll(endpoint.unaccounted()));
        if (failure == null && failures.isEmpty() && !dynamicTestFailed) {
            faults.judge().ifPresent(failures::add);
        }
        boolean passed = failure == null && failures.isEmpty() && !dynamicTestFailed;
        boolean whole = passed && Invocations.areAll(context());
        for (ClassRun run : classRun.withEnclosing()) {
            run.outcome().ended(classRun.testClass(), context().getRequiredTestMethod(), whole);
        }
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }

    private List<Throwable> leaveShared() {
        controlsAround().forEach(control -> control.leave(this));
        synchronized (shared) {
            List<Throwable> failures = new ArrayList<>();
            for (Shared endpoint : shared) {
                endpoint.leave(this);
                failures.addAll(endpoint.takeFailures());
                failures.addAll(endpoint.unaccounted());
            }
            shared.clear();
            return failures;
        }
    }

    AnnotatedFaults faults() {
        return faults;
    }

    /** Returns what a dynamic test fails with. */
    Throwable dynamicTestFailed(Throwable failure) {
        dynamicTestFailed = true;
        Throwable headline = headline(failure);
        tellSeed(headline);
        return headline;
    }

    @Override
    ClassRun ofClass() {
        return classRun;
    }

    @Override
    List<Element> elements() {
        return elements;
    }

    @Override
    public String toString() {
        return "test " + Spelling.of(classRun.testClass(), context().getRequiredTestMethod());
    }

    /** What a test that never got as far as its end leaves. */
    @Override
    public void close() {
        timeouts().end(null);
        List<Throwable> failures = new ArrayList<>(faults.finish());
        failures.addAll(leaveShared());
        failures.addAll(closeHeld());
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }
}
