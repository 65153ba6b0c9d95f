package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.fault.Fault;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.TcpFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.junit.Declaration.Lifetime;
import dev.haywire.internal.net.WireFault;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.TestAbortedException;

/** The fault annotations of one test: live from just before its method to just after it. */
final class AnnotatedFaults {
    private final TestRun run;
    private final List<Applied> applied = new ArrayList<>();
    private final Map<FaultDeclaration, Tally> own = new LinkedHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean over;

    private record Applied(Tally tally, Started endpoint, WireFault fault) {}

    AnnotatedFaults(TestRun run) {
        this.run = run;
    }

    /** Refuses faults on the method that nothing in its sight can meet. */
    void check() {
        List<Declaration> visible = run.scope().endpoints().stream()
                .map(Visible::declaration)
                .filter(AnnotatedFaults::isLiveInTheTest)
                .toList();
        for (Element element : run.elements()) {
            for (FaultDeclaration fault : element.faults()) {
                if (fault.isOnMethod()) {
                    checkTarget(fault, visible);
                }
            }
        }
    }

    private static boolean isLiveInTheTest(Declaration declaration) {
        return !(declaration.place() instanceof Place.OfParameter parameter
                && Elements.isTeardown(parameter.executable()));
    }

    private void checkTarget(FaultDeclaration fault, List<Declaration> visible) {
        boolean known = visible.stream()
                .anyMatch(one -> fault.on().isEmpty()
                        ? supports(fault.fault(), one)
                        : one.name().equals(fault.on()));
        boolean skipped = isSkippable(fault) && !visible.isEmpty();
        if (!known && !skipped) {
            String missing = fault.on().isEmpty()
                    ? "no endpoint that it could break is in scope"
                    : "no endpoint is named \"" + fault.on() + "\" here";
            throw new ExtensionConfigurationException(fault + ": " + missing + "; known: " + Conflicts.known(visible));
        }
    }

    private static boolean supports(Fault fault, Declaration endpoint) {
        return endpoint.attributes().protocol() == Protocol.TCP ? fault instanceof TcpFault : fault instanceof UdpFault;
    }

    /** Applies all, in order of declaration, the outermost class first. */
    synchronized void apply() {
        for (ClassRun owner : run.ofClass().withEnclosing()) {
            owner.elements().forEach(element -> apply(element, owner));
        }
        run.elements().forEach(element -> apply(element, run.ofClass()));
    }

    private void apply(Element element, ClassRun owner) {
        for (FaultDeclaration fault : element.faults()) {
            Tally tally = isJudgedByClass(fault, owner)
                    ? owner.outcome().tally(fault)
                    : own.computeIfAbsent(fault, Tally::new);
            List<Started> targets = element.isInjected() ? beside(element, owner) : inScope(fault, tally);
            for (Started endpoint : targets) {
                if (fault.composed() && element.isInjected() && !supports(fault.fault(), endpoint.declaration())) {
                    tally.leaveOut();
                } else {
                    apply(tally, endpoint);
                }
            }
        }
    }

    private void apply(Tally tally, Started endpoint) {
        if (over) {
            throw new IllegalStateException(tally.declaration() + ": the test has ended");
        }
        requireOpenConnections(tally.declaration(), endpoint);
        applied.add(new Applied(tally, endpoint, applied(tally.declaration(), endpoint)));
    }

    private void requireOpenConnections(FaultDeclaration fault, Started endpoint) {
        boolean isTcp = endpoint.declaration().attributes().protocol() == Protocol.TCP;
        if (isTcp && fault.fault().selection().openConnections() && startsForThisTest(endpoint)) {
            throw new ExtensionConfigurationException(
                    fault + ", applied to "
                            + endpoint.declaration().name()
                            + ": openConnections = true selects the connections that are open when the test begins, and there are none, as "
                            + endpoint.declaration()
                            + " starts for this test; leave it out, or have the endpoint outlive its tests: on a static field, or by scope");
        }
    }

    private boolean startsForThisTest(Started endpoint) {
        return run.holder().peek(endpoint.declaration()) != null;
    }

    /** Where this operating system cannot do it the test cannot tell anything. */
    static WireFault applied(FaultDeclaration fault, Started endpoint) {
        try {
            return endpoint.apply(fault.fault());
        } catch (UnsupportedOperationException unsupported) {
            throw new TestAbortedException(fault + ": " + unsupported.getMessage(), unsupported);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            String name = endpoint.endpoint().name();
            // a reason that names the endpoint says it once
            String where = refused.getMessage().contains("\"" + name + "\"") ? "" : ", applied to " + name;
            throw new ExtensionConfigurationException(fault + where + ": " + refused.getMessage(), refused);
        }
    }

    private List<Started> beside(Element element, ClassRun owner) {
        if (element.wired().isPresent()) {
            Class<?> type = element.place() instanceof Place.OfField field
                    ? field.element().getType()
                    : ((Place.OfParameter) element.place()).type();
            return List.of(Wiring.wired(run, element, type));
        }
        return Optional.ofNullable(run.peek(new Visible(element.endpoints().get(0), owner))).stream()
                .toList();
    }

    private List<Started> inScope(FaultDeclaration fault, Tally tally) {
        List<Started> all = run.scope().endpoints().stream()
                .map(run::peek)
                .flatMap(started -> Optional.ofNullable(started).stream())
                .toList();
        List<Started> targets = all.stream()
                .filter(one -> fault.on().isEmpty()
                        ? supports(fault.fault(), one.declaration())
                        : one.declaration().name().equals(fault.on()))
                .toList();
        if (fault.on().isEmpty()) {
            List<Started> fitting =
                    targets.stream().filter(one -> fits(fault.fault(), one)).toList();
            targets = fitting.isEmpty() && !run.isOverEachProtocol() ? targets : fitting;
        }
        if (targets.isEmpty() && isSkippable(fault) && !all.isEmpty()) {
            tally.leaveOut();
        }
        return targets;
    }

    /** Parts of a composed annotation are for the protocols there are, and so is what a test over each protocol declares. */
    private boolean isSkippable(FaultDeclaration fault) {
        return fault.on().isEmpty() && (fault.composed() || fault.isOnMethod() && run.isOverEachProtocol());
    }

    /** Whether protocol and lifetime have all that it is narrowed by, too. */
    private boolean fits(Fault fault, Started endpoint) {
        try {
            Declaration declaration = endpoint.declaration();
            FaultRules.checkProtocol(fault, declaration.attributes().protocol(), declaration.name());
            return !fault.selection().openConnections() || !startsForThisTest(endpoint);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    /** Faults on types and fields, and beside parameters that live as long as the class. */
    private boolean isJudgedByClass(FaultDeclaration fault, ClassRun owner) {
        if (!(fault.place() instanceof Place.OfParameter parameter)) {
            return !fault.isOnMethod();
        }
        return parameter.executable() instanceof Constructor<?>
                ? owner.isPerClass()
                : Declaration.ofMethod(parameter.executable()) == Lifetime.CLASS;
    }

    /** Ends them, whatever one of them throws. */
    synchronized void end() {
        for (Applied one : applied) {
            try {
                one.fault.close();
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
            one.tally.add(one.endpoint.declaration(), one.fault);
        }
        applied.clear();
    }

    /** Ends them for good, since a body that a timeout left running may still try to apply some; returns what went wrong. */
    synchronized List<Throwable> finish() {
        over = true;
        end();
        List<Throwable> all = new ArrayList<>(failures);
        failures.clear();
        return all;
    }

    synchronized Optional<AssertionError> judge() {
        return UnfiredCheck.judge(run, own.values(), true);
    }
}
