package dev.haywire.internal.junit;

import dev.haywire.Wired;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds the endpoint that a name, or a type alone, stands for. */
final class Wiring {
    private final Run run;
    private final String subject;
    private final Optional<Place> place;

    /**
     * Prepares a look-up.
     *
     * @param run who asks
     * @param subject how messages begin
     * @param place what it is for; a parameter sees those before it, not those behind it
     */
    Wiring(Run run, String subject, Optional<Place> place) {
        this.run = run;
        this.subject = subject;
        this.place = place;
    }

    static Started wired(Run run, Element element, Class<?> type) {
        String name = element.wired().map(Wired::value).orElse("");
        Wiring wiring = new Wiring(run, element.subject(), Optional.of(element.place()));
        return run.obtain(name.isEmpty() ? wiring.only(type) : wiring.named(name, type));
    }

    /** The declaration of that name. */
    Visible named(String name, Class<?> type) {
        List<Visible> known = known();
        Visible found = known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        subject + ": no endpoint is named \"" + name + "\" here; known: "
                                + Conflicts.known(
                                        known.stream().map(Visible::declaration).toList())));
        if (!Injection.fits(found.declaration().attributes().protocol(), type)) {
            throw new ExtensionConfigurationException(subject + ": \"" + name + "\" (" + found.declaration() + ") is a "
                    + found.declaration().attributes().protocol() + " endpoint, which cannot be injected as "
                    + Spelling.of(type));
        }
        return longEnough(found);
    }

    /** The echo server of the protocol that the test runs over. */
    Visible ofProtocolRun() {
        return run.scope().endpoints().stream()
                .filter(one -> ProtocolRuns.declares(one.declaration()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether methods and types declare any that can be had in that form. */
    static boolean hasAny(Run run, Class<?> type) {
        return !new Wiring(run, "", Optional.empty())
                .declaredOnMethodsAndTypes(type)
                .isEmpty();
    }

    private List<Visible> declaredOnMethodsAndTypes(Class<?> type) {
        return known().stream()
                .filter(one ->
                        !(one.declaration().isOnParameter() || one.declaration().place() instanceof Place.OfField))
                .filter(one -> Injection.fits(one.declaration().attributes().protocol(), type))
                .toList();
    }

    /** The only one declared on methods and types that can be had in that form; else that of a test over each protocol. */
    Visible only(Class<?> type) {
        List<Visible> all = declaredOnMethodsAndTypes(type);
        List<Visible> own = all.stream()
                .filter(one -> !ProtocolRuns.declares(one.declaration()))
                .toList();
        List<Visible> fitting = own.isEmpty() ? all : own;
        if (fitting.size() != 1) {
            String what = fitting.isEmpty()
                    ? "none is declared"
                    : "several are declared: "
                            + Conflicts.known(
                                    fitting.stream().map(Visible::declaration).toList());
            throw new ExtensionConfigurationException(subject + ": " + what
                    + " on methods and types that can be injected as " + Spelling.of(type)
                    + "; allowed is exactly one, or @Wired with a name; known: "
                    + Conflicts.known(known().stream().map(Visible::declaration).toList()));
        }
        return longEnough(fitting.get(0));
    }

    private Visible longEnough(Visible found) {
        if (run.holderOf(found).isEmpty()) {
            throw new ExtensionConfigurationException(subject + ": \"" + found.name() + "\" (" + found.declaration()
                    + ") lives for one test only; allowed here is an endpoint of scope CLASS or SESSION");
        }
        return found;
    }

    /** What methods, types and fields declare, and parameters as soon as they have been resolved. */
    List<Visible> known() {
        return run.scope().endpoints().stream()
                .filter(one -> !one.declaration().isOnParameter() || isEarlier(one))
                .toList();
    }

    private boolean isEarlier(Visible one) {
        if (place.isPresent()
                && place.get() instanceof Place.OfParameter mine
                && one.declaration().place() instanceof Place.OfParameter other
                && mine.executable().equals(other.executable())
                && mine.index() <= other.index()) {
            return false;
        }
        return run.peek(one) != null;
    }
}
