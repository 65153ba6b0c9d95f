package dev.haywire.internal.junit;

import dev.haywire.Scope;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * An endpoint as it stands in source code.
 *
 * @param place where
 * @param ordinal its number among the endpoints declared there, from 0
 * @param attributes what it says, under the name that it goes by
 */
record Declaration(Place place, int ordinal, EndpointAttributes attributes) {

    /** How long a declared endpoint lives. */
    enum Lifetime {
        TEST,
        INSTANCE,
        CLASS,
        SESSION
    }

    static Declaration of(Place place, int ordinal, Annotation annotation) {
        EndpointAttributes attributes;
        try {
            attributes = EndpointAttributes.of(annotation);
            EndpointRules.check(attributes);
        } catch (IllegalArgumentException wrong) {
            throw new ExtensionConfigurationException(
                    Spelling.of(annotation) + " on " + place + ": " + wrong.getMessage(), wrong);
        }
        String name = attributes.name().isEmpty() ? place.derivedName(annotation, ordinal) : attributes.name();
        return new Declaration(place, ordinal, attributes.named(name));
    }

    String name() {
        return attributes.name();
    }

    /**
     * What failures call it: a parameter without a name of its own by annotation and parameter, any other by its name.
     *
     * @param inItsTest whether the failure names the method already
     */
    String shown(boolean inItsTest) {
        if (!(place instanceof Place.OfParameter parameter) || !name().equals(parameter.derivedName())) {
            return name();
        }
        return inItsTest ? attributes.annotation() + " on " + parameter.shown() : toString();
    }

    Lifetime lifetime() {
        return switch (attributes.scope()) {
            case SESSION -> Lifetime.SESSION;
            case CLASS -> Lifetime.CLASS;
            case DECLARED -> declaredLifetime();
        };
    }

    private Lifetime declaredLifetime() {
        if (place instanceof Place.OfField field) {
            return field.isStatic() ? Lifetime.CLASS : Lifetime.INSTANCE;
        }
        if (place instanceof Place.OfParameter parameter) {
            return parameter.executable() instanceof Constructor<?>
                    ? Lifetime.INSTANCE
                    : ofMethod(parameter.executable());
        }
        return place instanceof Place.OfMethod method ? ofMethod(method.element()) : Lifetime.TEST;
    }

    static Lifetime ofMethod(AnnotatedElement method) {
        boolean aroundAll = AnnotationSupport.isAnnotated(method, BeforeAll.class)
                || AnnotationSupport.isAnnotated(method, AfterAll.class);
        return aroundAll ? Lifetime.CLASS : Lifetime.TEST;
    }

    boolean isOnParameter() {
        return place instanceof Place.OfParameter;
    }

    /** The configuration parameters or system properties that must be set before it starts. */
    Set<String> needs() {
        return attributes.service() instanceof DeclaredService.Proxy proxy ? Upstream.keys(proxy.upstream()) : Set.of();
    }

    /** The name of the endpoint that it passes on to; empty if there is none. */
    String to() {
        return attributes.service() instanceof DeclaredService.Proxy proxy ? proxy.to() : "";
    }

    /** The system properties that it sets while it lives. */
    List<String> sets() {
        String property = attributes.property();
        return property.isEmpty() ? List.of() : List.of(property, property + ".host", property + ".port");
    }

    /**
     * Returns the resources of the JVM that it needs for itself alone, as {@link Reservations} name them.
     *
     * @param visible among them the endpoint whose port it shares, if any
     */
    Set<String> resources(List<Declaration> visible) {
        Set<String> resources = new LinkedHashSet<>();
        sets().forEach(key -> resources.add(Reservations.property(key)));
        int port = attributes.port();
        for (Declaration other : visible) {
            if (port == 0 && other.name().equals(attributes.samePortAs())) {
                port = other.attributes.port();
            }
        }
        if (port != 0) {
            resources.add(attributes.protocol() + " port " + port);
        }
        return resources;
    }

    boolean setsAnyOf(Set<String> keys) {
        return sets().stream().anyMatch(keys::contains);
    }

    boolean isSession() {
        return attributes.scope() == Scope.SESSION;
    }

    /** Written out: to make that of a record, and of all that it consists of, takes a fresh JVM as long as ten classes of ours. */
    @Override
    public int hashCode() {
        return attributes.name().hashCode();
    }

    /** Annotation and place, as messages begin. */
    @Override
    public String toString() {
        return attributes.annotation() + " on " + place;
    }
}
