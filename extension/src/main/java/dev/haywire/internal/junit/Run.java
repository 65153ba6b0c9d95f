package dev.haywire.internal.junit;

import dev.haywire.Haywire;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The run of a test or of a class: what it declares, sees and holds. */
abstract sealed class Run extends Stored permits ClassRun, TestRun {
    private final ExtensionContext context;
    private @Nullable Settings settings;
    private @Nullable Long seed;
    private final Holder holder = new Holder();
    private final Scope scope = new Scope(this);
    private final PortSharing sharing = new PortSharing(this);
    private final Queue<Reservations.Held> reserved = new ConcurrentLinkedQueue<>();
    private final Timeouts timeouts = new Timeouts(this);
    private @Nullable HeldFacade facade;
    private @Nullable HeldControl control;

    Run(ExtensionContext context) {
        this.context = context;
    }

    /** The run that a context belongs to, begun. */
    static Run of(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? TestRun.of(context) : ClassRun.of(context);
    }

    /** The run that a context belongs to, where it has begun. */
    static Optional<? extends Run> existing(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? Stored.existing(context, TestRun.class)
                : context.getTestClass().isPresent() ? ClassRun.existing(context) : Optional.empty();
    }

    abstract void begin();

    /** The class, for a test its own. */
    abstract ClassRun ofClass();

    /** What is declared for this run alone. */
    abstract List<Element> elements();

    ExtensionContext context() {
        return context;
    }

    /** Read on first use: an unreadable one is an error of those tests that use endpoints. */
    final synchronized Settings settings() {
        if (settings == null) {
            settings = Settings.of(context);
            UnknownSettings.warnOnce(context, propertiesInSight());
        }
        return settings;
    }

    /** What the test's own endpoints set or take from elsewhere, whatever it is called. */
    private Set<String> propertiesInSight() {
        Set<String> properties = new HashSet<>();
        for (Visible endpoint : scope.endpoints()) {
            properties.addAll(endpoint.declaration().sets());
            properties.addAll(endpoint.declaration().needs());
        }
        return properties;
    }

    final synchronized long seed() {
        if (seed == null) {
            seed = settings().seeds().of(context.getUniqueId());
        }
        return seed;
    }

    /** Whether anything of ours is in sight; in vain where the extension is registered for all tests there are. */
    final boolean isUsed() {
        return !scope.elements().isEmpty()
                || hasFacade()
                || heldControl().isPresent()
                || !controlsAround().isEmpty()
                || ofClass().withEnclosing().stream().anyMatch(Run::hasFacade);
    }

    private synchronized boolean hasFacade() {
        return facade != null;
    }

    /** Tells a failure the seed. */
    final void tellSeed(@Nullable Throwable failure) {
        if (failure != null && isUsed()) {
            Seed.tell(failure, seed());
        }
    }

    Holder holder() {
        return holder;
    }

    final Scope scope() {
        return scope;
    }

    final PortSharing sharing() {
        return sharing;
    }

    /** Who holds an endpoint of that declaration; nobody yet where it belongs to one test and this is the run of a class. */
    final Optional<Run> holderOf(Visible endpoint) {
        return switch (endpoint.declaration().lifetime()) {
            case TEST ->
                this instanceof TestRun || scope.hasResolved(endpoint.declaration())
                        ? Optional.of(this)
                        : Optional.empty();
            case INSTANCE -> ofInstance(endpoint.owner());
            case CLASS, SESSION -> Optional.of(endpoint.owner());
        };
    }

    /** An instance per class belongs to its class, and takes the instances around it along; else to the test. */
    private Optional<Run> ofInstance(ClassRun owner) {
        List<ClassRun> chain = ofClass().withEnclosing();
        for (ClassRun run : chain.subList(chain.indexOf(owner), chain.size())) {
            if (run.isPerClass()) {
                return Optional.of(run);
            }
        }
        return this instanceof TestRun ? Optional.of(this) : Optional.empty();
    }

    final @Nullable Started peek(Visible endpoint) {
        if (endpoint.declaration().isSession()) {
            return SessionEndpoints.of(context, endpoint.declaration()).peek(endpoint.declaration());
        }
        return holderOf(endpoint)
                .map(run -> run.holder.peek(endpoint.declaration()))
                .orElse(null);
    }

    /** Returns a declared endpoint, started on first use, after those that set a property it needs. */
    final Started obtain(Visible endpoint) {
        Declaration declaration = endpoint.declaration();
        Run run = holderOf(endpoint)
                .orElseThrow(() -> new ExtensionConfigurationException(declaration + " lives for one test only"));
        Optional<Started> samePort = sharing.with(endpoint).map(this::obtain); // which may start this one with it
        Started started = run.hold(declaration, () -> start(endpoint, samePort, run));
        if (run != this || declaration.isSession()) {
            shares(started.shared());
        }
        return started;
    }

    /** The facade injected as a parameter: one per run. */
    final synchronized Haywire haywire() {
        if (facade == null) {
            facade = new HeldFacade(settings(), seed());
        }
        return facade.haywire();
    }

    private synchronized Optional<HeldControl> heldControl() {
        return Optional.ofNullable(control);
    }

    /** The control servers of the classes around it, its own included, the outermost first. */
    final List<HeldControl> controlsAround() {
        return ofClass().withEnclosing().stream()
                .map(Run::heldControl)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The control servers that it may use now. */
    final List<HeldControl> controlsInUse() {
        List<HeldControl> all = new ArrayList<>(controlsAround());
        heldControl().filter(own -> !all.contains(own)).ifPresent(all::add);
        return all;
    }

    /** The control server that is injected here: that of a class around it, else its own, started on first use. */
    final HeldControl control() {
        List<HeldControl> around = controlsAround();
        if (!around.isEmpty()) {
            return around.get(0);
        }
        synchronized (this) {
            if (control == null) {
                control = new HeldControl(seed());
            }
            return control;
        }
    }

    /** The live endpoints of that facade. */
    final synchronized List<Shared> madeInCode() {
        return facade == null ? List.of() : facade.endpoints();
    }

    /** Waits until what these endpoints of this run need is free, and keeps it until the run is over. */
    final void reserve(List<Declaration> declarations) {
        Map<String, String> needed = new LinkedHashMap<>();
        declarations.stream().filter(one -> !one.isSession()).forEach(one -> resources(one)
                .forEach(resource -> needed.putIfAbsent(resource, one.toString())));
        reserve(needed, toString(), context.getUniqueId(), this instanceof ClassRun)
                .ifPresent(reserved::add);
    }

    private Optional<Reservations.Held> reserve(
            Map<String, String> needed, String forWhat, String id, boolean lasting) {
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of(Reservations.of(context)
                        .take(new Reservations.Request(
                                needed, forWhat, id, lasting, settings().timeout())));
    }

    private Set<String> resources(Declaration declaration) {
        return declaration.resources(
                scope.endpoints().stream().map(Visible::declaration).toList());
    }

    private Optional<Reservations.Held> reserveForSession(Declaration declaration) {
        Map<String, String> needed = new LinkedHashMap<>();
        resources(declaration).forEach(resource -> needed.put(resource, declaration.toString()));
        return reserve(needed, "the session", "", true);
    }

    /** The same for all in sight that this run itself will hold, together. */
    final void reserveOwn() {
        reserve(scope.endpoints().stream()
                .filter(endpoint -> holderOf(endpoint).filter(this::equals).isPresent())
                .map(Visible::declaration)
                .toList());
    }

    final List<Throwable> closeHeld() {
        List<Throwable> failures = new ArrayList<>();
        synchronized (this) {
            if (facade != null) {
                try {
                    facade.haywire().close();
                } catch (RuntimeException | Error failure) {
                    failures.add(failure);
                }
            }
        }
        heldControl().ifPresent(held -> held.server().close());
        failures.addAll(holder.close());
        reserved.forEach(Reservations.Held::release);
        return failures;
    }

    /** JUnit's timeouts that end what it waits in. */
    final Timeouts timeouts() {
        return timeouts;
    }

    /** The endpoints it uses now: its own first. */
    final List<Shared> inUse() {
        List<Shared> all = new ArrayList<>();
        holder.all().forEach(one -> all.add(one.shared()));
        all.addAll(madeInCode());
        foreign().stream().filter(one -> !one.endpoint().isClosed()).forEach(all::add);
        return all;
    }

    /** Those that it uses and does not hold. */
    abstract List<Shared> foreign();

    /** An endpoint that this run uses and does not hold. */
    abstract void shares(Shared endpoint);

    private Started hold(Declaration declaration, Supplier<Started> starter) {
        return declaration.isSession()
                ? SessionEndpoints.of(context, declaration)
                        .obtain(declaration, () -> reserveForSession(declaration), starter)
                : holder.obtain(declaration, declaration, starter);
    }

    private Started start(Visible endpoint, Optional<Started> samePort, Run run) {
        Starter starter = new Starter(run.context, run.settings(), run.seed(), this::addressOf);
        startNeeded(endpoint, List.of(endpoint), run);
        if (samePort.isPresent()) {
            return SamePort.beside(samePort.get(), endpoint.declaration(), starter);
        }
        List<Visible> group = new ArrayList<>(List.of(endpoint));
        group.addAll(sharing.heldWith(endpoint, run));
        if (group.size() == 1) {
            return starter.start(endpoint.declaration());
        }
        group.forEach(one -> startNeeded(one, group, run));
        List<Started> started =
                SamePort.together(group.stream().map(Visible::declaration).toList(), starter);
        started.stream().skip(1).forEach(other -> run.hold(other.declaration(), () -> other));
        return started.get(0);
    }

    /** The address of the endpoint that a proxy names, which it starts. */
    private InetSocketAddress addressOf(String name) {
        return obtain(scope.named(name)).endpoint().address();
    }

    private void startNeeded(Visible endpoint, List<Visible> group, Run run) {
        for (Visible other : scope.endpoints()) {
            boolean mustBeFirst =
                    other.declaration().setsAnyOf(endpoint.declaration().needs()) && !group.contains(other);
            if (mustBeFirst && sharing.with(other).equals(Optional.of(endpoint))) {
                throw new ExtensionConfigurationException("Each waits for the other: " + endpoint.declaration()
                        + " for its property, " + other.declaration() + " for its port");
            }
            if (mustBeFirst && lives(other, endpoint, run)) {
                obtain(other);
            }
        }
    }

    /** Whether the one lives at least as long as the other, which that run holds. */
    final boolean lives(Visible one, Visible other, Run run) {
        if (one.declaration().isSession() || other.declaration().isSession()) {
            return one.declaration().isSession();
        }
        Optional<Run> holding = holderOf(one);
        return holding.isPresent()
                && (holding.get() == run || run.ofClass().withEnclosing().contains(holding.get()));
    }
}
