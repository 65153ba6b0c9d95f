package dev.haywire.internal.junit;

import dev.haywire.Wired;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The annotations of ours that an element itself carries, directly, repeated, or composed into others at any depth. */
record Annotations(List<Annotation> endpoints, List<Wired> wired, List<FoundFault> faults) {

    /** A fault annotation, and whether it came within one of the user's own. */
    record FoundFault(Annotation annotation, boolean composed) {}

    static Annotations on(AnnotatedElement element) {
        Annotations found = new Annotations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            found.collect(annotation, new ArrayDeque<>());
        }
        return found;
    }

    /** Those of ours that one annotation is or brings along. */
    static Annotations in(Annotation annotation) {
        Annotations found = new Annotations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        found.collect(annotation, new ArrayDeque<>());
        return found;
    }

    boolean isEmpty() {
        return endpoints.isEmpty() && wired.isEmpty() && faults.isEmpty();
    }

    private void collect(Annotation annotation, Deque<Class<?>> path) {
        Class<? extends Annotation> type = annotation.annotationType();
        if (isForeign(type)) {
            // first: who looks for a fault loads all of them
            return;
        }
        if (EndpointAttributes.isEndpoint(annotation)) {
            endpoints.add(annotation);
        } else if (annotation instanceof Wired wire) {
            wired.add(wire);
        } else if (FaultAnnotations.isFault(annotation)) {
            faults.add(new FoundFault(annotation, !path.isEmpty()));
        } else if (!path.contains(type)) {
            Annotation[] repeated = repeated(annotation);
            if (repeated.length > 0) {
                for (Annotation one : repeated) {
                    collect(one, path);
                }
            } else {
                path.push(type);
                for (Annotation meta : type.getDeclaredAnnotations()) {
                    collect(meta, path);
                }
                path.pop();
            }
        }
    }

    private static boolean isForeign(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("org.junit.");
    }

    /** What a container of repeated annotations holds; nothing where it is none. */
    private static Annotation[] repeated(Annotation container) {
        try {
            Method value = container.annotationType().getDeclaredMethod("value");
            Class<?> held = value.getReturnType().getComponentType();
            Repeatable repeatable = held == null ? null : held.getDeclaredAnnotation(Repeatable.class);
            if (repeatable == null || repeatable.value() != container.annotationType()) {
                return new Annotation[0];
            }
            value.trySetAccessible(); // the container may be private to a test
            return (Annotation[]) value.invoke(container);
        } catch (NoSuchMethodException none) {
            return new Annotation[0];
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalStateException("Cannot read " + container, unreadable);
        }
    }
}
