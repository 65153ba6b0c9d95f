package dev.haywire.internal.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the elements of a test class or test method on which something of ours is declared, in order of declaration. */
final class Elements {

    private Elements() {}

    /** Types first, superclasses before subclasses, then fields, constructor and lifecycle methods. */
    static List<Element> ofClass(Class<?> testClass) {
        List<Element> elements = new ArrayList<>();
        for (Class<?> type : hierarchy(testClass)) {
            elements.add(Element.of(new Place.OfType(type)));
        }
        for (Class<?> type : hierarchy(testClass)) {
            for (Field field : type.getDeclaredFields()) {
                if (!type.isRecord()
                        || Modifier.isStatic(field.getModifiers())) { // a component is a constructor parameter
                    elements.add(Element.of(new Place.OfField(testClass, field)));
                }
            }
        }
        for (Constructor<?> constructor : testClass.getDeclaredConstructors()) {
            if (!constructor.isSynthetic()) {
                elements.addAll(ofParameters(testClass, constructor));
            }
        }
        for (Method method :
                ReflectionSupport.findMethods(testClass, Elements::isLifecycle, HierarchyTraversalMode.TOP_DOWN)) {
            elements.addAll(ofMethod(testClass, method));
        }
        elements.removeIf(Element::isEmpty);
        return elements;
    }

    static List<Element> ofMethod(Class<?> testClass, Method method) {
        List<Element> elements = new ArrayList<>();
        elements.add(Element.of(new Place.OfMethod(testClass, method)));
        elements.addAll(ofParameters(testClass, method));
        elements.removeIf(Element::isEmpty);
        return elements;
    }

    static List<Element> ofParameters(Class<?> testClass, Executable executable) {
        return Stream.iterate(0, i -> i < executable.getParameterCount(), i -> i + 1)
                .map(i -> Element.of(new Place.OfParameter(testClass, executable, i)))
                .filter(element -> !element.isEmpty())
                .toList();
    }

    static boolean isLifecycle(Executable method) {
        return Stream.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class)
                .anyMatch(annotation -> AnnotationSupport.isAnnotated(method, annotation));
    }

    static boolean isTeardown(Executable method) {
        return Stream.of(AfterEach.class, AfterAll.class)
                .anyMatch(annotation -> AnnotationSupport.isAnnotated(method, annotation));
    }

    /** Superclasses first, each behind the interfaces it adds. */
    private static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            found.addAll(hierarchy(type.getSuperclass()));
        }
        for (Class<?> contract : type.getInterfaces()) {
            found.addAll(hierarchy(contract));
        }
        found.add(type);
        return found;
    }
}
