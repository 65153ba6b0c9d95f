package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.Wired;
import java.util.HashSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How long endpoints live, who sees them, and when one is the same as another. */
class ScopesTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static void note(TcpEndpoint endpoint) {
        assertThat(Client.echoes(endpoint.address())).isTrue();
        NOTES.add(endpoint);
    }

    /** So many notes of so many endpoints, all of them gone. */
    private static void noted(int notes, int endpoints) {
        assertThat(NOTES.all()).hasSize(notes);
        assertThat(new HashSet<>(NOTES.all())).hasSize(endpoints);
        assertThat(NOTES.all(TcpEndpoint.class)).allMatch(endpoint -> Client.isGone(endpoint.address()), "is gone");
    }

    @Test
    void classScopeOfAnOuterTypeServesItsNestedClasses() {
        Kit.run(OuterOfClassScope.class).passed(2);
        noted(3, 1);
    }

    @InKit
    @TcpEchoServer(name = "wide", scope = Scope.CLASS)
    static class OuterOfClassScope {
        @BeforeAll
        static void first(TcpEndpoint wide) {
            note(wide);
        }

        @Test
        void outer(@Wired("wide") TcpEndpoint wide) {
            note(wide);
        }

        @Nested
        class Inner {
            @Test
            void inner(@Wired TcpEndpoint wide) {
                note(wide);
            }
        }
    }

    @Test
    void classScopeOfAParameterLivesFromItsFirstTestToTheEndOfTheClass() {
        Kit.run(WideParameter.class).passed(4);
        noted(4, 2);
    }

    @InKit
    static class WideParameter {
        @RepeatedTest(2)
        void one(@TcpEchoServer(name = "wide", scope = Scope.CLASS) TcpEndpoint wide) {
            note(wide);
        }

        @RepeatedTest(2)
        void other(@TcpEchoServer(name = "wide", scope = Scope.CLASS) TcpEndpoint wide) {
            note(wide);
        }
    }

    @Test
    void whatANestedClassAndTheOuterOneInheritIsDeclaredOnce() {
        Kit.run(Heir.class).passed(2);
        noted(4, 3);
    }

    @TcpEchoServer(name = "typed")
    abstract static class Ancestor {
        @TcpEchoServer
        static TcpEndpoint shared;
    }

    @InKit
    static class Heir extends Ancestor {
        @Test
        void outer(@Wired("typed") TcpEndpoint typed) {
            note(shared);
            note(typed);
        }

        @Nested
        class Inner extends Ancestor {
            @Test
            void inner(@Wired("typed") TcpEndpoint typed) {
                note(shared);
                note(typed);
            }
        }
    }

    @Test
    void anInnerInstancePerClassTakesTheOuterOneAlong() {
        Kit.run(PerClassWithin.class).passed(3);
        noted(3, 2);
    }

    @InKit
    static class PerClassWithin {
        @TcpEchoServer
        private TcpEndpoint field;

        @Test
        void alone() {
            note(field);
        }

        @Nested
        @TestInstance(Lifecycle.PER_CLASS)
        class Inner {
            @Test
            void one() {
                note(field);
            }

            @Test
            void other() {
                note(field);
            }
        }
    }

    @Test
    void sessionScopeIsOneForAllThatDeclareTheSame() {
        Kit.run(SessionByField.class, SessionByParameter.class, SessionByType.class)
                .passed(3);
        noted(3, 1);
    }

    @InKit
    static class SessionByField {
        @TcpServer(scope = Scope.SESSION, until = ";", reply = "ok")
        private static TcpEndpoint scopesTest;

        @Test
        void test() {
            NOTES.add(scopesTest);
        }
    }

    @InKit
    static class SessionByParameter {
        @Test
        void test(
                @TcpServer(name = "scopesTest", scope = Scope.SESSION, until = ";", reply = "ok")
                        TcpEndpoint endpoint) {
            NOTES.add(endpoint);
        }
    }

    @InKit
    @TcpServer(name = "scopesTest", scope = Scope.SESSION, until = ";", reply = "ok")
    static class SessionByType {
        @Test
        void test(TcpEndpoint endpoint) {
            NOTES.add(endpoint);
        }
    }

    @Test
    void sessionScopeIsOneForAnOuterAndANestedClassToo() {
        Kit.run(SessionTwice.class).passed(2);
        noted(2, 1);
    }

    @InKit
    static class SessionTwice {
        @TcpEchoServer(name = "scopesTestTwice", scope = Scope.SESSION)
        private TcpEndpoint one;

        @Test
        void outer() {
            note(one);
        }

        @Nested
        class Inner {
            @TcpEchoServer(name = "scopesTestTwice", scope = Scope.SESSION)
            private TcpEndpoint other;

            @Test
            void inner(@Wired("scopesTestTwice") TcpEndpoint wired) {
                assertThat(other).isSameAs(one).isSameAs(wired);
                note(other);
            }
        }
    }

    @Test
    void sessionScopeWithOtherAttributesIsAnErrorNamingBoth() {
        Ran ran = Kit.run(SessionByField.class, SessionOtherwise.class).ended(1, 0, 0, 1);
        assertThat(ran.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Two endpoints of scope SESSION are named \"scopesTest\" and differ in their attributes:"
                        + " @TcpServer on field ScopesTest.SessionByField.scopesTest and @TcpServer on field ScopesTest.SessionOtherwise.scopesTest;"
                        + " allowed is the same name with the same attributes");
    }

    @InKit
    static class SessionOtherwise {
        @TcpServer(scope = Scope.SESSION, until = ";", reply = "no")
        private TcpEndpoint scopesTest;

        @Test
        void test() {
            NOTES.add(scopesTest);
        }
    }

    @Test
    void aClassThatDoesNotDeclareItDoesNotSeeIt() {
        Ran ran = Kit.run(SessionByField.class, Stranger.class).ended(1, 1, 0);
        assertThat(ran.failure())
                .hasMessage("@Wired(\"scopesTest\") on parameter 0 of method ScopesTest.Stranger.test(TcpEndpoint):"
                        + " no endpoint is named \"scopesTest\" here; known: none");
    }

    @InKit
    static class Stranger {
        @Test
        void test(@Wired("scopesTest") TcpEndpoint endpoint) {
            NOTES.add(endpoint);
        }
    }

    private static final CyclicBarrier BOTH_RUN = new CyclicBarrier(2);

    @Test
    void aStaticFieldCannotServeTwoClassesAtTheSameTime() {
        Ran ran =
                Kit.of(OneAtATime.class, OtherAtThatTime.class).parallel().run().ended(1, 0, 0, 1);
        String message =
                "@TcpEchoServer on field ScopesTest.Contended.shared (in ScopesTest.%s): the static field holds the live endpoint of"
                        + " ScopesTest.%s while ScopesTest.%s runs; allowed is one class at a time: run them in the same thread, or use scope = SESSION"
                        + " or an instance field";
        assertThat(ran.failure().getMessage())
                .isIn(
                        message.formatted("OneAtATime", "OtherAtThatTime", "OneAtATime"),
                        message.formatted("OtherAtThatTime", "OneAtATime", "OtherAtThatTime"));
        noted(1, 1);
    }

    private static final Semaphore TRIED = new Semaphore(0);

    @ExtendWith(TellsWhenOver.class)
    @Execution(ExecutionMode.CONCURRENT)
    abstract static class Contended {
        @TcpEchoServer
        static TcpEndpoint shared;

        @Test
        void runsUntilTheOtherHasTried() throws Exception {
            note(shared);
            assertThat(TRIED.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Around the class, so it hears of the failure too. */
    static class TellsWhenOver implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext context) {
            if (context.getExecutionException().isPresent()) {
                TRIED.release();
            }
        }
    }

    @InKit
    static class OneAtATime extends Contended {}

    @InKit
    static class OtherAtThatTime extends Contended {}

    @Test
    void aStaticFieldOfTheSessionMayServeTwoClassesAtTheSameTime() {
        Kit.of(OneOfSession.class, OtherOfSession.class).parallel().run().passed(2);
        noted(2, 1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    abstract static class InSession {
        @TcpEchoServer(name = "scopesTestInSession", scope = Scope.SESSION)
        static TcpEndpoint shared;

        @Test
        void runsBesideTheOther() throws Exception {
            BOTH_RUN.await(10, TimeUnit.SECONDS);
            note(shared);
        }
    }

    @InKit
    static class OneOfSession extends InSession {}

    @InKit
    static class OtherOfSession extends InSession {}
}
