package dev.haywire.internal.junit;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Injects endpoints into fields. */
final class Fields {

    private Fields() {}

    static void claimStatic(ClassRun run) {
        for (Element element : injected(run, true)) {
            if (!element.endpoints().isEmpty()) {
                StaticFields.of(run.context())
                        .claim(run, element, element.endpoints().get(0).isSession());
            }
        }
    }

    static void injectStatic(ClassRun run) {
        inject(run, run, null);
    }

    static void injectInto(Object instance, Run run) {
        inject(run, run.ofClass().ofInstance(instance), instance);
    }

    /** Endpoints first: what is wired may come from a field further down. */
    private static void inject(Run run, ClassRun owner, @Nullable Object instance) {
        List<Element> elements = injected(owner, instance == null);
        elements.stream()
                .filter(one -> one.wired().isEmpty())
                .forEach(one -> set(
                        one, instance, run.obtain(new Visible(one.endpoints().get(0), owner))));
        for (Element element : elements) {
            if (element.wired().isPresent()) {
                Started started = Wiring.wired(run, element, field(element).getType());
                if (instance == null) {
                    StaticFields.of(run.context())
                            .claim(owner, element, started.declaration().isSession());
                }
                set(element, instance, started);
            }
        }
    }

    private static List<Element> injected(ClassRun owner, boolean isStatic) {
        return owner.elements().stream()
                .filter(one ->
                        one.isInjected() && one.place() instanceof Place.OfField field && field.isStatic() == isStatic)
                .toList();
    }

    private static Field field(Element element) {
        return ((Place.OfField) element.place()).element();
    }

    private static void set(Element element, @Nullable Object instance, Started started) {
        Field field = field(element);
        try {
            field.setAccessible(true);
            field.set(instance, Injection.value(started.endpoint(), field.getType()));
        } catch (IllegalAccessException | RuntimeException unreachable) {
            throw new ExtensionConfigurationException(
                    element.subject() + ": cannot be set: " + unreachable.getMessage(), unreachable);
        }
    }
}
