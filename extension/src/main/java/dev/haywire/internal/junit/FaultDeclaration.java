package dev.haywire.internal.junit;

import dev.haywire.fault.Fault;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A fault as it stands in source code.
 *
 * @param place where
 * @param ordinal its number among the faults declared there, from 0
 * @param composed whether it is part of an annotation of the user's own
 * @param text the annotation as written
 * @param fault what it stands for
 * @param on the name of the endpoint it breaks; empty: all, or the one beside it
 * @param required whether it has to fire
 */
record FaultDeclaration(
        Place place, int ordinal, boolean composed, String text, Fault fault, String on, boolean required) {

    /** Nobody can count what the kernel refuses, and a bigger datagram or a FIN may rightly never come. */
    private static final Set<String> EXEMPT = Set.of("refuse", "connectHang", "slowClose", "mtu");

    static FaultDeclaration of(Place place, int ordinal, Annotations.FoundFault found) {
        String text = FaultAnnotations.spelled(found.annotation());
        try {
            return new FaultDeclaration(
                    place,
                    ordinal,
                    found.composed(),
                    text,
                    FaultAnnotations.value(found.annotation()),
                    FaultAnnotations.on(found.annotation()),
                    FaultAnnotations.required(found.annotation()));
        } catch (IllegalArgumentException wrong) {
            String reason = wrong.getMessage();
            String alone = reason.startsWith(text + ": ") ? reason.substring(text.length() + 2) : reason;
            throw new ExtensionConfigurationException(text + " on " + place + ": " + alone, wrong);
        }
    }

    boolean isOnType() {
        return place instanceof Place.OfType;
    }

    boolean isOnMethod() {
        return place instanceof Place.OfMethod;
    }

    boolean isJudged() {
        return required && !EXEMPT.contains(fault.kind());
    }

    /** Annotation and place, as messages begin. */
    @Override
    public String toString() {
        return text + " on " + place;
    }
}
