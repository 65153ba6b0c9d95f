package dev.haywire.internal.junit;

import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Injects control servers into fields and parameters: the same one for all of a test, that of its class where that has one. */
final class Controls {

    private Controls() {}

    static boolean isOn(AnnotatedElement element) {
        return element.getAnnotations().length > 0 && AnnotationSupport.isAnnotated(element, EmbeddedToxiproxy.class);
    }

    static Object resolve(ParameterContext parameter, Run run) {
        Place.OfParameter place = new Place.OfParameter(
                run.ofClass().testClass(), parameter.getDeclaringExecutable(), parameter.getIndex());
        try {
            return value(place, parameter.getAnnotatedElement(), place.type(), run);
        } catch (ExtensionConfigurationException wrong) {
            throw new ParameterResolutionException(wrong.getMessage(), wrong);
        }
    }

    static void injectStatic(ClassRun run) {
        for (Field field : run.controlFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                StaticFields.of(run.context()).claim(run, field, subject(place(run, field)), false);
                set(field, null, run, run);
            }
        }
    }

    static void injectInto(Object instance, Run run) {
        ClassRun owner = run.ofClass().ofInstance(instance);
        for (Field field : owner.controlFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                set(field, instance, owner, run);
            }
        }
    }

    /**
     * Those of a class and its superclasses. Most classes have none, and are asked before every test of every project that registers the
     * extension for all.
     */
    static List<Field> fields(Class<?> testClass) {
        List<Field> fields = new ArrayList<>(0);
        for (Class<?> type = testClass; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean isComponent = type.isRecord() && !Modifier.isStatic(field.getModifiers());
                if (!isComponent && isOn(field)) { // a component is a constructor parameter
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static Place place(ClassRun owner, Field field) {
        return new Place.OfField(owner.testClass(), field);
    }

    private static void set(Field field, @Nullable Object instance, ClassRun owner, Run run) {
        Place place = place(owner, field);
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(
                    subject(place) + ": the field is final; allowed is a field that is not");
        }
        Object value = value(place, field, field.getType(), run);
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (IllegalAccessException | RuntimeException unreachable) {
            throw new ExtensionConfigurationException(
                    subject(place) + ": cannot be set: " + unreachable.getMessage(), unreachable);
        }
    }

    private static Object value(Place place, AnnotatedElement element, Class<?> type, Run run) {
        Annotations others = Annotations.on(element);
        if (!others.endpoints().isEmpty() || !others.wired().isEmpty()) {
            throw new ExtensionConfigurationException(
                    subject(place) + ": allowed is one of @EmbeddedToxiproxy, an endpoint annotation and @Wired");
        }
        HeldControl.requireClient(type, subject(place));
        InjectedControl server = run.control().server();
        if (!server.supports(type)) {
            throw new ExtensionConfigurationException(subject(place) + ": a control server cannot be injected as "
                    + Spelling.of(type) + "; allowed are ToxiproxyClient, URI and InetSocketAddress");
        }
        return server.as(type);
    }

    private static String subject(Place place) {
        return "@EmbeddedToxiproxy on " + place;
    }
}
