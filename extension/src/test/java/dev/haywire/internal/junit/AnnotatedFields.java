package dev.haywire.internal.junit;

import java.lang.annotation.Annotation;
import java.util.Arrays;

/** Fields that are there for what is written on them. */
final class AnnotatedFields {
    private AnnotatedFields() {}

    static Annotation annotation(Class<?> holder, String field) {
        return Arrays.stream(holder.getDeclaredFields())
                .filter(f -> f.getName().equals(field))
                .findFirst()
                .orElseThrow()
                .getAnnotations()[0];
    }
}
