package dev.haywire.internal.junit;

import dev.haywire.EachProtocol;
import dev.haywire.Protocol;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.UniqueId;

/** The runs of a test over each protocol, named after it, and the echo server that each of them is given. */
final class ProtocolRuns {
    private static final String ANNOTATION = "@" + EachProtocol.class.getSimpleName();

    private ProtocolRuns() {}

    static Stream<TestTemplateInvocationContext> all() {
        return Arrays.stream(Protocol.values()).map(ProtocolRuns::over);
    }

    private static TestTemplateInvocationContext over(Protocol protocol) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int invocationIndex) {
                return protocol.name();
            }
        };
    }

    static boolean isAsked(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, EachProtocol.class))
                .isPresent();
    }

    /** Whether this is the test that JUnit makes of a {@code @Test} next to {@code @EachProtocol}. */
    static boolean isBesides(ExtensionContext context) {
        return isAsked(context) && segment(context).equals("method");
    }

    /** Refuses what makes runs of its own next to it. */
    static void requireNoOther(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        OtherTemplates.on(method).ifPresent(other -> {
            throw new ExtensionConfigurationException(ANNOTATION + " on method "
                    + Spelling.of(context.getRequiredTestClass(), method) + ": " + other
                    + " makes runs of its own, which have no protocol; remove one of the two");
        });
    }

    /** The protocol that the test runs over. */
    static Optional<Protocol> of(ExtensionContext context) {
        if (!isAsked(context) || !segment(context).equals("test-template-invocation")) {
            return Optional.empty();
        }
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol.name().equals(context.getDisplayName()))
                .findFirst();
    }

    private static String segment(ExtensionContext context) {
        return UniqueId.parse(context.getUniqueId()).getLastSegment().getType();
    }

    /** The declaration that the annotation stands for in a test over that protocol. */
    static Element element(Class<?> testClass, Method method, Protocol protocol) {
        Place place = new Place.OfMethod(testClass, method);
        String name = Spelling.of(testClass, method) + ANNOTATION;
        EndpointAttributes echo = EndpointAttributes.echoServer(protocol, ANNOTATION, name);
        return new Element(place, List.of(new Declaration(place, 0, echo)), Optional.empty(), List.of());
    }

    /** Whether a declaration is that one, which gives way to those that the test declares. */
    static boolean declares(Declaration declaration) {
        return declaration.attributes().annotation().equals(ANNOTATION);
    }
}
