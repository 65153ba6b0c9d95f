package dev.haywire.internal.junit;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Which class's live endpoint each static field holds: one of a superclass can serve several classes, but only one after the other. */
final class StaticFields {
    private final Map<Field, Map<ClassRun, Boolean>> holders = new HashMap<>();

    static StaticFields of(ExtensionContext context) {
        ExtensionContext root = context.getRoot();
        return Stored.inStore(
                root.getStore(Stored.NAMESPACE), StaticFields.class, StaticFields.class, StaticFields::new);
    }

    /** One of the session is the same for all classes, so they may hold it at the same time. */
    synchronized void claim(ClassRun run, Element element, boolean ofSession) {
        claim(run, ((Place.OfField) element.place()).element(), element.subject(), ofSession);
    }

    synchronized void claim(ClassRun run, Field field, String subject, boolean ofSession) {
        Map<ClassRun, Boolean> holding = holders.computeIfAbsent(field, none -> new LinkedHashMap<>());
        holding.forEach((other, otherOfSession) -> {
            if (other != run && !(ofSession && otherOfSession)) {
                throw new ExtensionConfigurationException(
                        subject + ": the static field holds the live endpoint of "
                                + Spelling.of(other.testClass()) + " while " + Spelling.of(run.testClass())
                                + " runs; allowed is one class at a time: run them in the same thread, or use scope = SESSION or an instance field");
            }
        });
        holding.put(run, ofSession);
    }

    synchronized void release(ClassRun run) {
        holders.values().forEach(holding -> holding.remove(run));
    }
}
