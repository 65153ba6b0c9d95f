package dev.haywire.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;

/** Where an annotation stands. */
sealed interface Place {

    AnnotatedElement element();

    /** The name of an endpoint declared here that has none of its own: the same in each run, whatever the compiler keeps of parameter names. */
    String derivedName(Annotation annotation, int ordinal);

    /** On a class or interface. */
    record OfType(Class<?> element) implements Place {
        @Override
        public String derivedName(Annotation annotation, int ordinal) {
            return element.getName().replace('$', '.') + numbered(annotation, ordinal);
        }

        @Override
        public String toString() {
            return "type " + Spelling.of(element);
        }
    }

    /** On a method. */
    record OfMethod(Class<?> seenIn, Method element) implements Place {
        @Override
        public String derivedName(Annotation annotation, int ordinal) {
            return Spelling.of(seenIn, element) + numbered(annotation, ordinal);
        }

        @Override
        public String toString() {
            return "method " + Spelling.of(seenIn, element);
        }
    }

    /** On a field. */
    record OfField(Class<?> seenIn, Field element) implements Place {
        @Override
        public String derivedName(Annotation annotation, int ordinal) {
            return element.getName();
        }

        boolean isStatic() {
            return Modifier.isStatic(element.getModifiers());
        }

        @Override
        public String toString() {
            return "field " + Spelling.of(element.getDeclaringClass()) + "." + element.getName()
                    + (seenIn == element.getDeclaringClass() ? "" : " (in " + Spelling.of(seenIn) + ")");
        }
    }

    /** On a parameter. */
    record OfParameter(Class<?> seenIn, Executable executable, int index) implements Place {
        @Override
        public AnnotatedElement element() {
            return executable.getParameters()[index];
        }

        /** Its name where the compiler has kept it, else its index. */
        String shown() {
            Parameter parameter = executable.getParameters()[index];
            return "parameter " + (parameter.isNamePresent() ? parameter.getName() : String.valueOf(index));
        }

        Class<?> type() {
            return executable.getParameterTypes()[index];
        }

        @Override
        public String derivedName(Annotation annotation, int ordinal) {
            return derivedName();
        }

        String derivedName() {
            return Spelling.of(seenIn, executable) + "[" + index + "]";
        }

        @Override
        public String toString() {
            return shown() + " of " + (executable instanceof Constructor<?> ? "constructor " : "method ")
                    + Spelling.of(seenIn, executable);
        }
    }

    private static String numbered(Annotation annotation, int ordinal) {
        return Spelling.of(annotation) + (ordinal == 0 ? "" : "[" + ordinal + "]");
    }
}
