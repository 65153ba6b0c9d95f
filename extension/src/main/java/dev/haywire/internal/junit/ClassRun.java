package dev.haywire.internal.junit;

import dev.haywire.internal.junit.Declaration.Lifetime;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The run of a test class. */
final class ClassRun extends Run {
    private final Class<?> testClass;
    private final @Nullable ClassRun enclosing;
    private final boolean perClass;
    private final Outcome outcome;
    private final List<Shared> shared = new ArrayList<>();
    private List<Element> elements = List.of();
    private boolean begun;

    private final List<Field> controlFields;

    private ClassRun(ExtensionContext context, @Nullable ClassRun enclosing) {
        super(context);
        this.testClass = context.getRequiredTestClass();
        this.enclosing = enclosing;
        this.perClass = context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
        this.outcome = new Outcome(this);
        this.controlFields = Controls.fields(testClass);
        controlFields.removeIf(this::isControlOfEnclosing);
    }

    /** A static field that a nested class inherits from a type that an enclosing one inherits from too is injected once. */
    private boolean isControlOfEnclosing(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && enclosing != null
                && enclosing.withEnclosing().stream().anyMatch(run -> run.controlFields.contains(field));
    }

    /** The run of the context's class, begun. Invocations of a class template share one. */
    static ClassRun of(ExtensionContext context) {
        ClassRun run = made(context);
        run.begin();
        return run;
    }

    /** That run, where it has begun. */
    static Optional<ClassRun> existing(ExtensionContext context) {
        return Stored.existing(topmost(context), ClassRun.class);
    }

    /** Of the contexts of one class the outermost, which is that of its class template where it has one. */
    private static ExtensionContext topmost(ExtensionContext context) {
        ExtensionContext topmost = context;
        Optional<ExtensionContext> around = context.getParent();
        while (around.isPresent() && around.get().getTestClass().equals(context.getTestClass())) {
            topmost = around.get();
            around = topmost.getParent();
        }
        return topmost;
    }

    private static ClassRun made(ExtensionContext context) {
        ExtensionContext own = topmost(context);
        ExtensionContext around = own.getParent().orElse(null);
        ClassRun enclosing = around == null || around.getTestClass().isEmpty() ? null : made(around);
        return Stored.in(own, ClassRun.class, () -> new ClassRun(own, enclosing));
    }

    @Override
    synchronized void begin() {
        if (begun) {
            return;
        }
        if (enclosing != null) {
            enclosing.begin();
        }
        elements = Elements.ofClass(testClass).stream()
                .filter(element -> !isEnclosed(element.place()))
                .toList();
        Conflicts.check(scope().endpoints().stream().map(Visible::declaration).toList());
        sharing().check();
        ProxyTargets.checkLifetimes(this);
        if (isUsed()) {
            settings();
        }
        LateProperties.warn(this);
        Backends.requireFor(
                this,
                scope().endpoints().stream()
                        .filter(one -> one.declaration().lifetime() == Lifetime.CLASS)
                        .toList());
        Fields.claimStatic(this);
        reserveOwn();
        enterShared();
        for (Visible endpoint : ownEndpoints()) {
            obtain(endpoint);
        }
        Fields.injectStatic(this);
        Controls.injectStatic(this);
        begun = true;
    }

    /** What a nested class inherits from a type that an enclosing one inherits from too is declared once. */
    private boolean isEnclosed(Place place) {
        boolean shared = place instanceof Place.OfType || place instanceof Place.OfField field && field.isStatic();
        return shared
                && enclosing != null
                && enclosing.withEnclosing().stream()
                        .flatMap(run -> run.elements().stream())
                        .anyMatch(element -> element.place().element().equals(place.element()));
    }

    private void enterShared() {
        if (enclosing == null) {
            return;
        }
        enclosing.withEnclosing().forEach(run -> run.madeInCode().forEach(this::shares));
        for (Visible endpoint : enclosing.scope().endpoints()) {
            Started started = peek(endpoint);
            if (started != null) {
                shares(started.shared());
            }
        }
    }

    /** Those that live as long as the class or longer, but for parameters: they start with their method. */
    private List<Visible> ownEndpoints() {
        return elements.stream()
                .flatMap(element -> element.endpoints().stream())
                .filter(one -> !one.isOnParameter()
                        && (one.lifetime() == Lifetime.CLASS || one.lifetime() == Lifetime.SESSION))
                .map(one -> new Visible(one, this))
                .toList();
    }

    @Override
    void shares(Shared endpoint) {
        synchronized (shared) {
            if (!shared.contains(endpoint)) {
                shared.add(endpoint);
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

    /** All tests have run. */
    void end() {
        Throwable failure = context().getExecutionException().orElse(null);
        timeouts().end(failure);
        tellSeed(failure);
        List<Throwable> failures = new ArrayList<>(leaveShared());
        holder().all().forEach(endpoint -> failures.addAll(endpoint.shared().takeAllFailures()));
        if (failure == null && failures.isEmpty()) {
            outcome.judge();
        }
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }

    private List<Throwable> leaveShared() {
        synchronized (shared) {
            List<Throwable> failures = new ArrayList<>();
            for (Shared endpoint : shared) {
                endpoint.leave(this);
                failures.addAll(endpoint.takeAllFailures());
            }
            shared.clear();
            return failures;
        }
    }

    @Override
    ClassRun ofClass() {
        return this;
    }

    @Override
    List<Element> elements() {
        return elements;
    }

    /** This and the classes around it, the outermost first. */
    List<ClassRun> withEnclosing() {
        return enclosing == null
                ? List.of(this)
                : Stream.concat(enclosing.withEnclosing().stream(), Stream.of(this))
                        .toList();
    }

    /** Of this and the enclosing classes, the one that the object is an instance of. */
    ClassRun ofInstance(Object instance) {
        return exactly(instance.getClass()).orElseGet(() -> innermost(run -> run.testClass.isInstance(instance)));
    }

    /** Of this and the enclosing classes, the one that has that executable. */
    ClassRun declaring(Executable executable) {
        Class<?> declaring = executable.getDeclaringClass();
        return executable instanceof Constructor<?>
                ? exactly(declaring).orElse(this)
                : innermost(run -> declaring.isAssignableFrom(run.testClass));
    }

    private Optional<ClassRun> exactly(Class<?> type) {
        return withEnclosing().stream().filter(run -> run.testClass == type).findFirst();
    }

    private ClassRun innermost(Predicate<ClassRun> which) {
        return withEnclosing().stream()
                .filter(which)
                .reduce((outer, inner) -> inner)
                .orElse(this);
    }

    /** The fields that a control server is injected into. */
    List<Field> controlFields() {
        return controlFields;
    }

    Class<?> testClass() {
        return testClass;
    }

    boolean isPerClass() {
        return perClass;
    }

    Outcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return "class " + Spelling.of(testClass);
    }

    @Override
    public void close() {
        timeouts().end(null);
        List<Throwable> failures = new ArrayList<>(leaveShared());
        failures.addAll(closeHeld());
        StaticFields.of(context()).release(this);
        failures.stream().findFirst().ifPresent(this::tellSeed);
        Failures.raise(failures);
    }
}
