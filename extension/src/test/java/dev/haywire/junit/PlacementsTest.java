package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lifecycle methods, constructors and test templates: who gets which endpoint, and when it ends. */
class PlacementsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static void note(TcpEndpoint endpoint) {
        assertThat(Client.echoes(endpoint.address())).isTrue();
        NOTES.add(endpoint);
    }

    private static void noted(int notes, int endpoints) {
        assertThat(NOTES.all()).hasSize(notes);
        assertThat(new HashSet<>(NOTES.all())).hasSize(endpoints);
        assertThat(NOTES.all(TcpEndpoint.class)).allMatch(endpoint -> Client.isGone(endpoint.address()), "is gone");
    }

    @Test
    void onLifecycleMethodsAndConstructors() {
        Kit.run(AroundEach.class, AroundAll.class, PerClass.class).passed(6);
        noted(22, 14);
    }

    /** Two tests: constructor, set-up and tear-down each have one per test. */
    @InKit
    static class AroundEach {
        private final TcpEndpoint constructed;
        private TcpEndpoint setUp;

        AroundEach(@TcpEchoServer TcpEndpoint endpoint) {
            constructed = endpoint;
        }

        @BeforeEach
        void setUp(@TcpEchoServer TcpEndpoint endpoint) {
            setUp = endpoint;
            note(constructed);
        }

        @RepeatedTest(2)
        void test() {
            note(setUp);
        }

        @AfterEach
        void tearDown(@TcpEchoServer TcpEndpoint endpoint) {
            note(setUp);
            note(constructed);
            note(endpoint);
        }
    }

    /** Two tests: one before all, one after all. */
    @InKit
    static class AroundAll {
        private static TcpEndpoint before;

        @BeforeAll
        static void beforeAll(@TcpEchoServer TcpEndpoint endpoint) {
            before = endpoint;
            note(endpoint);
        }

        @RepeatedTest(2)
        void test() {
            note(before);
        }

        @AfterAll
        static void afterAll(@TcpEchoServer TcpEndpoint endpoint) {
            note(before);
            note(endpoint);
        }
    }

    /** Two tests: constructor, field and before-all have one for the class, the set-up one per test, the parameter one per test. */
    @InKit
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClass {
        private final TcpEndpoint constructed;

        @TcpEchoServer
        private TcpEndpoint field;

        PerClass(@TcpEchoServer TcpEndpoint endpoint) {
            constructed = endpoint;
        }

        @BeforeAll
        void beforeAll(@Wired("field") TcpEndpoint same) {
            assertThat(same).isSameAs(field);
            note(same);
        }

        @BeforeEach
        void setUp(@TcpEchoServer TcpEndpoint endpoint) {
            note(endpoint);
        }

        @RepeatedTest(2)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            note(constructed);
            note(endpoint);
        }

        @AfterAll
        void afterAll() {
            assertThat(Client.echoes(field.address())).isTrue();
            assertThat(Client.echoes(constructed.address())).isTrue();
        }
    }

    @Test
    void onTheMethodsThatSetUp() {
        Kit.run(OnSetUpMethods.class).passed(2);
        noted(5, 3);
    }

    /** Two tests: what stands on a method before all tests lives for the class, before each for the test. */
    @InKit
    static class OnSetUpMethods {
        @BeforeAll
        @TcpEchoServer(name = "all")
        static void beforeAll(@Wired("all") TcpEndpoint all) {
            note(all);
        }

        @BeforeEach
        @TcpEchoServer(name = "each")
        void beforeEach(@Wired("each") TcpEndpoint each) {
            assertThat(Client.echoes(each.address())).isTrue();
        }

        @RepeatedTest(2)
        void test(@Wired("all") TcpEndpoint all, @Wired("each") TcpEndpoint each) {
            note(all);
            note(each);
        }
    }

    @Test
    void onRecordComponents() {
        Kit.run(OfRecord.class).passed(2);
        noted(2, 2);
    }

    @InKit
    record OfRecord(@TcpEchoServer TcpEndpoint endpoint) {
        @RepeatedTest(2)
        void test() {
            note(endpoint);
        }
    }

    @Test
    void onTestTemplates() {
        Kit.run(Templates.class).passed(4);
        noted(12, 12);
    }

    /** Each invocation has one of its own of each. */
    @InKit
    @TcpEchoServer(name = "typed")
    static class Templates {
        @TcpEchoServer
        private TcpEndpoint field;

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, @TcpEchoServer TcpEndpoint parameter, @Wired("typed") TcpEndpoint typed) {
            List.of(field, parameter, typed).forEach(PlacementsTest::note);
        }

        @TestTemplate
        @ExtendWith(Twice.class)
        void template(@TcpEchoServer TcpEndpoint parameter, @Wired("typed") TcpEndpoint typed) {
            List.of(field, parameter, typed).forEach(PlacementsTest::note);
        }
    }

    static final class Twice implements TestTemplateInvocationContextProvider {
        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(new TestTemplateInvocationContext() {}, new TestTemplateInvocationContext() {});
        }
    }

    @Test
    void onTestFactoriesUntilTheLastDynamicTest() {
        Kit.run(Factory.class).passed(2);
        noted(4, 2);
    }

    @InKit
    static class Factory {
        @TcpEchoServer
        private TcpEndpoint field;

        @TestFactory
        Stream<DynamicTest> factory(@TcpEchoServer TcpEndpoint parameter) {
            return Stream.of("a", "b")
                    .map(name -> DynamicTest.dynamicTest(name, () -> {
                        note(parameter);
                        note(field);
                    }));
        }
    }

    @Test
    void onParameterizedClasses() {
        Kit.run(EachArgument.class).passed(4);
        noted(12, 9);
    }

    /** Two invocations with two tests each; the static field serves them all. */
    @InKit
    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class EachArgument {
        @TcpEchoServer
        private static TcpEndpoint shared;

        @TcpEchoServer
        private TcpEndpoint field;

        EachArgument(int number) {}

        @RepeatedTest(2)
        void test(@TcpEchoServer TcpEndpoint parameter) {
            List.of(shared, field, parameter).forEach(PlacementsTest::note);
        }
    }
}
