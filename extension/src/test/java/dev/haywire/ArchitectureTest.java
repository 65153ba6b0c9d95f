package dev.haywire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.haywire.junit.EndpointLocks;
import dev.haywire.junit.HaywireExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the fences between the packages: what each of them may import beside itself, the JDK, the null annotations and {@code @Experimental}. */
class ArchitectureTest {
    private static final Set<String> FACADE = Set.of("dev.haywire.Haywire", "dev.haywire.FacadeStarter");
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(
                    HaywireExtension.class.getProtectionDomain().getCodeSource().getLocation());

    private static final DescribedPredicate<JavaClass> ANYWHERE =
            resideInAnyPackage("java..", "org.jspecify.annotations").or(nameIn("dev.haywire.Experimental"));
    /** What the pure packages know of the public API: values and the records' own interface, no endpoint and no annotation. */
    private static final DescribedPredicate<JavaClass> VALUES =
            resideInAPackage("dev.haywire").and(nameIn("CloseReason", "Datagram", "Journal", "Protocol", "UdpCounts"));

    private static final DescribedPredicate<JavaClass> FAULTS = resideInAPackage("dev.haywire.fault");
    private static final DescribedPredicate<JavaClass> JUNIT = resideInAnyPackage("org.junit..", "org.opentest4j..");
    private static final DescribedPredicate<JavaClass> JUNIT_ANNOTATIONS =
            JUNIT.and(describe("annotations", type -> type.isAnnotation() || type.isAssignableTo(Enum.class)));

    static Stream<Arguments> fences() {
        return Stream.of(
                arguments("dev.haywire", or(FAULTS, JUNIT_ANNOTATIONS)),
                arguments("dev.haywire.fault", or(VALUES, nameIn("TcpConnection"), JUNIT_ANNOTATIONS)),
                arguments("dev.haywire.junit", or(JUNIT, in("internal.junit"))),
                arguments("dev.haywire.assertj", or(resideInAPackage("org.assertj.."), api())),
                arguments("dev.haywire.toxiproxy", or(JUNIT_ANNOTATIONS, in("internal.toxiproxy"))),
                arguments("dev.haywire.internal.bytes", none()),
                arguments("dev.haywire.internal.pipeline", or(VALUES, FAULTS, in("internal.bytes"))),
                arguments(
                        "dev.haywire.internal.net",
                        or(api(), in("internal.bytes"), in("internal.pipeline"), in("internal.journal"))),
                arguments("dev.haywire.internal.journal", or(VALUES, FAULTS, in("internal.bytes"))),
                arguments(
                        "dev.haywire.internal.junit",
                        or(
                                        JUNIT,
                                        resideInAPackage("dev.haywire"),
                                        FAULTS,
                                        in("junit"),
                                        in("toxiproxy"),
                                        in("internal.."))
                                .and(not(in("internal.toxiproxy")))),
                arguments(
                        "dev.haywire.internal.toxiproxy",
                        or(
                                resideInAnyPackage("eu.rekawek.toxiproxy..", "org.testcontainers.."),
                                resideInAPackage("dev.haywire"),
                                FAULTS,
                                in("internal.net"),
                                // the interfaces through which internal.junit finds it
                                resideInAPackage("dev.haywire.internal.junit")
                                        .and(nameIn(
                                                "TcpBackend",
                                                "Provider",
                                                "BackendUnavailableException",
                                                "InjectedControl")))));
    }

    @ParameterizedTest
    @MethodSource("fences")
    void importsOnlyWhatItsFenceAllows(String fenced, DescribedPredicate<JavaClass> allowed) {
        classes()
                .that()
                .resideInAPackage(fenced)
                .should(importOnly(or(ANYWHERE, resideInAPackage(fenced), allowed)))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void everyPackageHasItsFence() {
        assertThat(fences().map(fence -> fence.get()[0]))
                .containsAll(
                        OURS.stream().map(JavaClass::getPackageName).distinct().toList());
    }

    @Test
    void thePipelineTouchesNoSocketThreadOrClock() {
        noClasses()
                .that()
                .resideInAPackage("dev.haywire.internal.pipeline")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..", "java.io..")
                                .and(not(belongToAnyOf(InetAddress.class, InetSocketAddress.class))))
                .orShould()
                .dependOnClassesThat(
                        belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class, java.time.Clock.class))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Object.class, "wait")
                .check(OURS);
    }

    @Test
    void theExtensionStaysOnCallsThatEverySupportedJUnitHas() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.junit.platform.commons.util..")
                        .or(nameIn("org.junit.jupiter.api.Constants", "org.junit.jupiter.api.MediaType")))
                .check(OURS);
    }

    /**
     * Two exceptions, both by name: an annotation names the extension in its {@code @ExtendWith}, and the locks in its {@code @ResourceLock}; and the facade alone starts endpoints.
     */
    private static ArchCondition<JavaClass> importOnly(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("import only what its fence allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean registers = (target.isEquivalentTo(HaywireExtension.class)
                                    || target.isEquivalentTo(EndpointLocks.class))
                            && type.isAnnotation()
                            && type.isAnnotatedWith(ExtendWith.class);
                    boolean starts = FACADE.contains(topLevel(type))
                            && in("internal.net").test(target);
                    if (!target.isPrimitive() && !allowed.test(target) && !registers && !starts) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** The public API that is no entry point of a framework: endpoints, their values and the faults. */
    private static DescribedPredicate<JavaClass> api() {
        return resideInAPackage("dev.haywire")
                .and(describe("no facade", type -> !FACADE.contains(topLevel(type))))
                .or(FAULTS);
    }

    private static DescribedPredicate<JavaClass> in(String ours) {
        return resideInAPackage("dev.haywire." + ours);
    }

    private static DescribedPredicate<JavaClass> none() {
        return describe("nothing", type -> false);
    }

    private static DescribedPredicate<JavaClass> nameIn(String... names) {
        return describe("any of " + Arrays.toString(names), type -> Arrays.stream(names)
                .anyMatch(isEqual(type.getSimpleName()).or(isEqual(type.getName()))));
    }
}
