package dev.haywire.internal.junit;

import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Injects endpoints into parameters. */
final class Parameters {

    private Parameters() {}

    /** By annotation for any type, so that a wrong one gets a message; without annotation only types of ours. */
    static boolean supports(ParameterContext parameter, ExtensionContext context) {
        Annotations found = Annotations.on(parameter.getAnnotatedElement());
        return Controls.isOn(parameter.getAnnotatedElement())
                || !found.endpoints().isEmpty()
                || !found.wired().isEmpty()
                || BareParameters.areClaimed(parameter, context);
    }

    static Object resolve(ParameterContext parameter, ExtensionContext context) {
        if (Controls.isOn(parameter.getAnnotatedElement())) {
            return Controls.resolve(parameter, Run.of(context));
        }
        try {
            return resolved(parameter, Run.of(context));
        } catch (ExtensionConfigurationException wrong) {
            throw new ParameterResolutionException(wrong.getMessage(), wrong);
        }
    }

    private static Object resolved(ParameterContext parameter, Run run) {
        Executable executable = parameter.getDeclaringExecutable();
        ClassRun owner = parameter
                .getTarget()
                .filter(executable.getDeclaringClass()::isInstance)
                .map(target -> run.ofClass().ofInstance(target))
                .orElseGet(() -> run.ofClass().declaring(executable));
        Class<?> seenIn = owner.testClass();
        List<Element> elements = started(run, seenIn, executable);
        Place.OfParameter place = new Place.OfParameter(seenIn, executable, parameter.getIndex());
        Optional<Element> element =
                elements.stream().filter(one -> one.place().equals(place)).findFirst();
        return element.isPresent() ? annotated(element.get(), place.type(), run) : implicit(place, run);
    }

    /** Starts the endpoints on the parameters of a test method, before faults are applied and JUnit asks for the first of them. */
    static void start(TestRun run) {
        Method method = run.context().getRequiredTestMethod();
        try {
            started(run, run.ofClass().declaring(method).testClass(), method);
        } catch (ExtensionConfigurationException wrong) {
            throw new ParameterResolutionException(wrong.getMessage(), wrong);
        }
    }

    /** Returns the declarations on the parameters of a method or constructor, all their endpoints started. */
    private static List<Element> started(Run run, Class<?> seenIn, Executable executable) {
        List<Element> elements = run.scope().parameters(seenIn, executable);
        for (Element element : elements) {
            Class<?> type = ((Place.OfParameter) element.place()).type();
            if (element.isInjected()) {
                element.unsuppliable(type).ifPresent(reason -> {
                    throw new ParameterResolutionException(reason);
                });
            }
        }
        for (Element element : elements) {
            element.endpoints().forEach(declaration -> run.obtain(run.scope().endpoint(declaration)));
        }
        return elements;
    }

    private static Object annotated(Element element, Class<?> type, Run run) {
        Started started = element.wired().isPresent()
                ? Wiring.wired(run, element, type)
                : run.obtain(run.scope().endpoint(element.endpoints().get(0)));
        return Injection.value(started.endpoint(), type);
    }

    private static Object implicit(Place.OfParameter place, Run run) {
        if (place.type() == Haywire.class) {
            return run.haywire();
        }
        Wiring wiring = new Wiring(run, place.type().getSimpleName() + " as " + place, Optional.of(place));
        Visible found = place.type() == Endpoint.class ? wiring.ofProtocolRun() : wiring.only(place.type());
        return run.obtain(found).endpoint();
    }
}
