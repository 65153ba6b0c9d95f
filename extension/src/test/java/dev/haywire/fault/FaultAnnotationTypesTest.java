package dev.haywire.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.internal.junit.FaultAnnotations;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All fault annotations are made alike. */
class FaultAnnotationTypesTest {

    static Stream<Class<? extends Annotation>> types() {
        return FaultAnnotations.types().stream();
    }

    /** The two models of many parameters are for code only. */
    @Test
    void thereIsOneForEachFactory() {
        Stream<String> kinds = Arrays.stream(Faults.class.getMethods())
                .filter(m -> m.getDeclaringClass() == Faults.class)
                .map(Method::getName)
                .filter(name -> !Set.of("gilbertElliott", "markov4").contains(name));
        assertThat(types().map(type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                        + type.getSimpleName().substring(1)))
                .containsExactlyInAnyOrderElementsOf(kinds.distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void isRepeatableAndCarriesTheExtension(Class<? extends Annotation> type) {
        assertCarriesAll(type);
        assertCarriesAll(type.getAnnotation(Repeatable.class).value());
    }

    private static void assertCarriesAll(Class<? extends Annotation> type) {
        assertThat(type).hasAnnotations(Documented.class, Inherited.class);
        assertThat(type.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
        assertThat(type.getAnnotation(Target.class).value())
                .containsExactlyInAnyOrder(
                        ElementType.TYPE,
                        ElementType.METHOD,
                        ElementType.FIELD,
                        ElementType.PARAMETER,
                        ElementType.ANNOTATION_TYPE);
        assertThat(type.getAnnotation(ExtendWith.class).value()).containsExactly(HaywireExtension.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void hasTheCommonAttributes(Class<? extends Annotation> type) {
        assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                .contains("on", "direction", "required", "startingAfter", "lasting", "unit");
    }

    /** Those of one connection at a time; the kernel refuses and leaves hanging unseen. */
    @ParameterizedTest
    @MethodSource("types")
    void selectsConnectionsWhereItIsForThem(Class<? extends Annotation> type) {
        Set<String> wholeWire = Set.of("Refuse", "ConnectHang");
        Set<String> onTcp = Set.of(
                "Latency",
                "Bandwidth",
                "Stall",
                "Blackhole",
                "Corrupt",
                "Reset",
                "Close",
                "HalfClose",
                "LimitData",
                "Slice",
                "SlowClose");
        Stream<String> attributes = Arrays.stream(type.getDeclaredMethods()).map(Method::getName);
        Stream<String> ofConnections = attributes.filter(
                Set.of("connections", "firstConnections", "openConnections", "nextConnections", "afterBytes", "after")
                        ::contains);
        if (onTcp.contains(type.getSimpleName())) {
            assertThat(ofConnections)
                    .containsExactlyInAnyOrder(
                            "connections",
                            "firstConnections",
                            "openConnections",
                            "nextConnections",
                            "afterBytes",
                            "after");
        } else if (wholeWire.contains(type.getSimpleName())) {
            assertThat(ofConnections).isEmpty();
        } else {
            assertThat(ofConnections).doesNotContain("openConnections", "nextConnections");
        }
    }
}
