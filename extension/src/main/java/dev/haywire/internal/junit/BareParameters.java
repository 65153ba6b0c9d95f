package dev.haywire.internal.junit;

import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Parameters of one of our types without an annotation of ours. They are claimed only where nothing says that another extension, a dependency
 * injection or a source of arguments supplies them, and where there is something to supply.
 */
final class BareParameters {
    private static final Set<String> SUPPLIED_BY_OTHERS =
            Set.of("Mock", "MockBean", "MockitoBean", "Autowired", "Qualifier", "Inject", "InjectMocks", "Spy");

    private BareParameters() {}

    static boolean areClaimed(ParameterContext parameter, ExtensionContext context) {
        return isOurs(parameter.getParameter().getType(), context)
                && Stream.of(parameter.getAnnotatedElement().getAnnotations()).noneMatch(BareParameters::isOfAnother)
                && !isArgument(parameter, context)
                && isDeclared(parameter, context);
    }

    private static boolean isOurs(Class<?> type, ExtensionContext context) {
        return type == TcpEndpoint.class
                || type == UdpEndpoint.class
                || type == Haywire.class
                || type == Endpoint.class && ProtocolRuns.of(context).isPresent();
    }

    private static boolean isOfAnother(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        if (!Annotations.in(annotation).isEmpty()) {
            // a fault of ours, which has no endpoint to break here: that is told
            return false;
        }
        return SUPPLIED_BY_OTHERS.contains(type.getSimpleName())
                || type == ExtendWith.class
                || AnnotationSupport.isAnnotated(type, ExtendWith.class);
    }

    /** Before 5.13 JUnit does not tell: there arguments come first, and ours last. */
    private static boolean isArgument(ParameterContext parameter, ExtensionContext context) {
        return switch (SourcedArguments.of(parameter, context)) {
            case ARGUMENT -> true;
            case OTHER -> false;
            case UNKNOWN -> isBeforeOneThatIsNotOurs(parameter, context);
        };
    }

    private static boolean isBeforeOneThatIsNotOurs(ParameterContext parameter, ExtensionContext context) {
        Parameter[] all = parameter.getDeclaringExecutable().getParameters();
        return IntStream.range(parameter.getIndex() + 1, all.length)
                .anyMatch(i -> !isOurs(all[i].getType(), context)
                        && Annotations.on(all[i]).isEmpty());
    }

    private static boolean isDeclared(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Haywire.class
                || type == Endpoint.class
                || !Annotations.on(parameter.getParameter()).isEmpty()
                || Wiring.hasAny(Run.of(context), type);
    }
}
