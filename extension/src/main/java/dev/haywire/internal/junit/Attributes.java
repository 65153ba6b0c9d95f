package dev.haywire.internal.junit;

import dev.haywire.internal.journal.Spelled;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the attributes of an annotation by name: annotations share no supertype that could declare those they have in common. */
final class Attributes {

    private final Annotation annotation;

    Attributes(Annotation annotation) {
        this.annotation = annotation;
    }

    /** Returns an attribute that differs from its default, or has none; empty too where the annotation has no such attribute. */
    <T> Optional<T> given(String name, Class<T> type) {
        return method(name).filter(this::isGiven).map(this::read).map(type::cast);
    }

    /** Returns an attribute that the annotation has, be it its default. */
    <T> T value(String name, Class<T> type) {
        return method(name)
                .map(this::read)
                .map(type::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "@" + annotation.annotationType().getSimpleName() + " has no attribute " + name));
    }

    /** Returns a time in the annotation's unit, as {@link #given}. */
    Optional<Duration> time(String name) {
        return given(name, Long.class).map(amount -> duration(name, amount));
    }

    private Duration duration(String name, long amount) {
        TimeUnit unit = value("unit", TimeUnit.class);
        try {
            return Duration.of(amount, unit.toChronoUnit());
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(name + " is too long: " + amount + " " + unit, tooLong);
        }
    }

    private Optional<Method> method(String name) {
        return Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst();
    }

    private boolean isGiven(Method attribute) {
        return !Objects.deepEquals(read(attribute), attribute.getDefaultValue());
    }

    private Object read(Method attribute) {
        try {
            attribute.trySetAccessible(); // an annotation may be private to a test
            return attribute.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + attribute, e);
        }
    }

    /** Spells the annotation as in source code, without what equals its default: {@code @Reset(afterBytes = 100)}. */
    String spelled() {
        List<String> spelled = new ArrayList<>();
        List<Method> attributes = Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .filter(this::isGiven)
                .sorted(Comparator.comparing((Method m) -> !m.getName().equals("value"))
                        .thenComparing(Method::getName))
                .toList();
        for (Method attribute : attributes) {
            boolean alone = attributes.size() == 1 && attribute.getName().equals("value");
            spelled.add((alone ? "" : attribute.getName() + " = ") + literal(read(attribute)));
        }
        return "@" + annotation.annotationType().getSimpleName()
                + (spelled.isEmpty() ? "" : "(" + String.join(", ", spelled) + ")");
    }

    private static String literal(Object value) {
        if (value instanceof String text) {
            return Spelled.text(text);
        }
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            String elements = IntStream.range(0, length)
                    .mapToObj(i -> literal(Array.get(value, i)))
                    .collect(Collectors.joining(", "));
            return length == 1 ? elements : "{" + elements + "}";
        }
        return value.toString();
    }
}
