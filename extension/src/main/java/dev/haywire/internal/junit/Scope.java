package dev.haywire.internal.junit;

import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run sees of what is declared: its own, and what the classes around it declare. */
final class Scope {
    private final Run run;

    /** On the parameters of methods that have been called. */
    private final List<Element> resolved = new ArrayList<>();

    Scope(Run run) {
        this.run = run;
    }

    /** Those of the outermost class first. */
    List<Element> elements() {
        List<Element> elements = new ArrayList<>();
        for (ClassRun around : run.ofClass().withEnclosing()) {
            elements.addAll(around.elements());
        }
        elements.addAll(own());
        return elements;
    }

    /** Of this run alone: a test's, and those found on parameters. */
    private List<Element> own() {
        List<Element> own = new ArrayList<>();
        if (run instanceof TestRun) {
            own.addAll(run.elements());
        }
        synchronized (resolved) {
            own.addAll(resolved);
        }
        return own;
    }

    /** The endpoints they declare; one of the session that several classes declare is one. */
    List<Visible> endpoints() {
        List<Visible> endpoints = new ArrayList<>();
        for (Visible one : declared()) {
            if (endpoints.stream().noneMatch(other -> other.isSameInSession(one))) {
                endpoints.add(one);
            }
        }
        return endpoints;
    }

    /** The endpoint of a name that is known to be in sight. */
    Visible named(String name) {
        return endpoints().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Visible endpoint(Declaration declaration) {
        return declared().stream()
                .filter(one -> one.declaration().equals(declaration))
                .findFirst()
                .orElseThrow();
    }

    private List<Visible> declared() {
        List<Visible> declared = new ArrayList<>();
        for (ClassRun around : run.ofClass().withEnclosing()) {
            add(around.elements(), around, declared);
        }
        add(own(), run.ofClass(), declared);
        return declared;
    }

    private static void add(List<Element> elements, ClassRun owner, List<Visible> declared) {
        for (Element element : elements) {
            for (Declaration declaration : element.endpoints()) {
                declared.add(new Visible(declaration, owner));
            }
        }
    }

    /** The elements on the parameters of an executable; those of other extensions' lifecycle methods are found only here. */
    List<Element> parameters(Class<?> seenIn, Executable executable) {
        List<Element> known = elements().stream()
                .filter(element -> element.place() instanceof Place.OfParameter place
                        && place.executable().equals(executable)
                        && place.seenIn() == seenIn)
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        List<Element> found = Elements.ofParameters(seenIn, executable);
        Conflicts.check(Stream.concat(
                        endpoints().stream().map(Visible::declaration),
                        found.stream().flatMap(one -> one.endpoints().stream()))
                .toList());
        synchronized (resolved) {
            resolved.addAll(found);
        }
        run.reserve(found.stream().flatMap(one -> one.endpoints().stream()).toList());
        return found;
    }

    /** Whether a parameter of a method that has been called declares it. */
    boolean hasResolved(Declaration declaration) {
        synchronized (resolved) {
            return resolved.stream().anyMatch(element -> element.endpoints().contains(declaration));
        }
    }
}
