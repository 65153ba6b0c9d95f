package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.Wired;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A type, method, field or parameter with what is declared on it, each part valid by itself. */
record Element(Place place, List<Declaration> endpoints, Optional<Wired> wired, List<FaultDeclaration> faults) {

    static Element of(Place place) {
        return of(place, Annotations.on(place.element()));
    }

    private static Element of(Place place, Annotations found) {
        boolean takesOne = place instanceof Place.OfField || place instanceof Place.OfParameter;
        if (takesOne) {
            checkOne(place, found);
        }
        List<Declaration> endpoints = new ArrayList<>();
        for (Annotation annotation : found.endpoints()) {
            endpoints.add(Declaration.of(place, endpoints.size(), annotation));
        }
        checkPlacement(place, found);
        checkEachOnce(place, found);
        List<FaultDeclaration> faults = new ArrayList<>();
        for (Annotations.FoundFault fault : found.faults()) {
            faults.add(FaultDeclaration.of(place, faults.size(), fault));
        }
        Element element = new Element(place, endpoints, found.wired().stream().findFirst(), faults);
        if (takesOne) {
            element.checkInjectable();
        }
        return element;
    }

    private static void checkOne(Place place, Annotations found) {
        List<Annotation> all = Stream.concat(found.endpoints().stream(), found.wired().stream())
                .toList();
        if (all.size() > 1) {
            throw new ExtensionConfigurationException(
                    all.stream().map(Spelling::of).collect(Collectors.joining(" and ")) + " on " + place
                            + "; allowed is one endpoint annotation or @Wired, never both");
        }
        if (all.isEmpty() && !found.faults().isEmpty()) {
            throw new ExtensionConfigurationException(
                    Spelling.of(found.faults().get(0).annotation()) + " on " + place
                            + " has neither an endpoint annotation nor @Wired beside it; allowed is it beside one of them, or on a method or type");
        }
    }

    private static void checkPlacement(Place place, Annotations found) {
        boolean onLifecycle = place instanceof Place.OfMethod method && Elements.isLifecycle(method.element());
        boolean besideTeardown =
                place instanceof Place.OfParameter parameter && Elements.isTeardown(parameter.executable());
        if (!found.faults().isEmpty() && (onLifecycle || besideTeardown)) {
            throw new ExtensionConfigurationException(
                    Spelling.of(found.faults().get(0).annotation()) + " on " + place
                            + " could never break anything, since faults are live exactly around the test method; allowed is it on a test method, a type,"
                            + " a field or a parameter of a constructor, @BeforeAll, @BeforeEach or test method");
        }
    }

    /** Twice the same is a slip of the pen; in code, and where other annotations bring them along, it may be meant. */
    private static void checkEachOnce(Place place, Annotations found) {
        Set<Annotation> seen = new HashSet<>();
        for (Annotations.FoundFault fault : found.faults()) {
            if (!fault.composed() && !seen.add(fault.annotation())) {
                String text = FaultAnnotations.spelled(fault.annotation());
                throw new ExtensionConfigurationException(text + " and " + text + " on " + place
                        + " are equal in all attributes: keep one of them, or change an attribute of the other");
            }
        }
    }

    private void checkInjectable() {
        if (!isInjected()) {
            return;
        }
        if (place instanceof Place.OfField field) {
            if (Modifier.isFinal(field.element().getModifiers())) {
                throw new ExtensionConfigurationException(
                        subject() + ": the field is final; allowed is a field that is not");
            }
            unsuppliable(field.element().getType()).ifPresent(reason -> {
                throw new ExtensionConfigurationException(reason);
            });
        }
        String name = wired.map(Wired::value).orElseGet(() -> endpoints.get(0).name());
        for (FaultDeclaration fault : faults) {
            if (!fault.on().isEmpty() && !fault.on().equals(name)) {
                throw new ExtensionConfigurationException(fault + ": on = \"" + fault.on() + "\" beside " + subject()
                        + "; allowed is on = \"\", since it breaks the endpoint beside it");
            }
        }
    }

    /** Says why it cannot be injected in that form; whether what is wired can is seen when it is found. */
    Optional<String> unsuppliable(Class<?> type) {
        if (wired.isPresent()) {
            return Injection.supports(type) ? Optional.empty() : Optional.of(Injection.unsupported(subject(), type));
        }
        Protocol protocol = endpoints.get(0).attributes().protocol();
        return Injection.fits(protocol, type)
                ? Optional.empty()
                : Optional.of(Injection.unsupported(subject(), protocol, type));
    }

    boolean isInjected() {
        boolean takesOne = place instanceof Place.OfField || place instanceof Place.OfParameter;
        return takesOne && (wired.isPresent() || !endpoints.isEmpty());
    }

    boolean isEmpty() {
        return endpoints.isEmpty() && wired.isEmpty() && faults.isEmpty();
    }

    /** The annotation that says what is injected, and the place. */
    String subject() {
        return wired.map(wire -> spelled(wire) + " on " + place)
                .orElseGet(() -> endpoints.get(0).toString());
    }

    private static String spelled(Wired wired) {
        return wired.value().isEmpty() ? "@Wired" : "@Wired(\"" + wired.value() + "\")";
    }
}
