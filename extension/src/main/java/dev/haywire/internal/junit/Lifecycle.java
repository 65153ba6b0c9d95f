package dev.haywire.internal.junit;

import dev.haywire.internal.net.HeadStart;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** What the extension does at each of JUnit's callbacks, once however often it is registered: the first registration asked acts. */
public final class Lifecycle {
    static {
        // while what is declared is being read
        HeadStart.give();
    }

    private final ExtensionContext context;
    private final boolean acts;

    /**
     * Takes a callback.
     *
     * @param registration the registered extension that JUnit calls
     * @param context the context it is called with
     */
    public Lifecycle(Extension registration, ExtensionContext context) {
        this.context = context;
        this.acts = seesThisCopy(context) && isFirst(registration, context);
    }

    /**
     * Some frameworks load test classes, and with them a second Haywire, by a class loader of their own. The copy acts whose annotations stand on
     * the test class; another, auto-detected one say, would find none of them.
     */
    private static boolean seesThisCopy(ExtensionContext context) {
        ClassLoader own = Lifecycle.class.getClassLoader();
        ClassLoader ofTest = context.getTestClass().map(Class::getClassLoader).orElse(own);
        if (ofTest == own) {
            return true;
        }
        try {
            return Class.forName(Lifecycle.class.getName(), false, ofTest) == Lifecycle.class;
        } catch (ClassNotFoundException | LinkageError seesNone) {
            return true;
        }
    }

    /** Looks through the parent contexts too: the registration that acts for a class acts for its tests and nested classes. */
    private static boolean isFirst(Extension registration, ExtensionContext context) {
        return Stored.inStore(context.getStore(Stored.NAMESPACE), Extension.class, Lifecycle.class, () -> registration)
                == registration;
    }

    /**
     * Starts what lives as long as the class while JUnit asks whether it runs: other extensions that start the application before all tests are
     * not asked to start it yet, whatever the order. What fails now fails in {@link #beforeAll} again, unless one of them has mended it.
     */
    public void beforeOthers() {
        if (acts
                && context.getTestClass().isPresent()
                && context.getTestMethod().isEmpty()) {
            try {
                ClassRun.of(context);
            } catch (RuntimeException notYet) {
                // tried again, and told, in beforeAll
            }
        }
    }

    /** Starts what lives as long as the class. */
    public void beforeAll() {
        if (acts) {
            ClassRun.of(context);
        }
    }

    /** Starts what has to be live in the constructor. */
    public void beforeConstructor() {
        if (acts) {
            Run.of(context);
        }
    }

    /**
     * Injects fields, those of enclosing instances too: each is told by its own call.
     *
     * @param instance the test instance
     */
    public void inject(Object instance) {
        if (acts) {
            Fields.injectInto(instance, Run.of(context));
            Controls.injectInto(instance, Run.of(context));
        }
    }

    /** Starts what lives as long as the test. */
    public void beforeEach() {
        if (acts) {
            TestRun.of(context);
        }
    }

    /** Breaks the wire. Not around JUnit's invocation of the method: some frameworks call it themselves instead. */
    public void beforeTestMethod() {
        if (acts) {
            TestRun run = TestRun.of(context);
            Parameters.start(run);
            run.faults().apply();
        }
    }

    /** Ends the faults around the test method, or around a test factory and its dynamic tests. */
    public void afterTestMethod() {
        if (acts) {
            TestRun run = TestRun.of(context);
            run.timeouts().methodOver();
            run.faults().end();
        }
    }

    /**
     * Ends what a thread may wait in that JUnit's timeout is about to interrupt.
     *
     * @param thread the one
     */
    public void beforeInterrupt(Thread thread) {
        if (acts) {
            Run.existing(context).ifPresent(run -> run.timeouts().beforeInterrupt(thread));
        }
    }

    /** A lifecycle method has failed, by a timeout maybe. */
    public void lifecycleMethodFailed() {
        if (acts) {
            Run.existing(context).ifPresent(run -> run.timeouts().methodOver());
        }
    }

    /**
     * Puts what a handler has thrown before what the test met because of it.
     *
     * @param failure of a test method, or of a method before it
     * @return what the test fails with
     */
    public Throwable headline(Throwable failure) {
        return acts
                ? Stored.existing(context, TestRun.class)
                        .map(run -> run.headline(failure))
                        .orElse(failure)
                : failure;
    }

    /** Ends and judges the test. */
    public void afterEach() {
        if (acts) {
            Stored.existing(context, TestRun.class).ifPresent(TestRun::end);
        }
    }

    /** Ends and judges the class. */
    public void afterAll() {
        if (acts) {
            Stored.existing(context, ClassRun.class).ifPresent(ClassRun::end);
        }
    }

    /**
     * Tells whether a test runs once over each protocol, and this registration is the one that acts.
     *
     * @return whether it asks for that
     */
    public boolean supportsTemplate() {
        if (!acts || !ProtocolRuns.isAsked(context)) {
            return false;
        }
        ProtocolRuns.requireNoOther(context);
        return true;
    }

    /**
     * Returns the runs of a test over each protocol.
     *
     * @return TCP, UDP
     */
    public Stream<TestTemplateInvocationContext> overEachProtocol() {
        return ProtocolRuns.all();
    }

    /**
     * Disables the third run that a {@code @Test} next to {@code @EachProtocol} would be.
     *
     * @param context of a container or test
     * @return whether it runs
     */
    public static ConditionEvaluationResult condition(ExtensionContext context) {
        return ProtocolRuns.isBesides(context)
                ? ConditionEvaluationResult.disabled(
                        "@EachProtocol runs it once over TCP, once over UDP; @Test beside it can be left out")
                : ConditionEvaluationResult.enabled("nothing of ours disables it");
    }

    /**
     * Tells whether a parameter is for this extension.
     *
     * @param parameter any parameter
     * @return whether it has one of our annotations or types
     */
    public boolean supports(ParameterContext parameter) {
        return acts && Parameters.supports(parameter, context);
    }

    /**
     * Resolves a parameter.
     *
     * @param parameter one that is supported
     * @return what is injected
     */
    public Object resolve(ParameterContext parameter) {
        return Parameters.resolve(parameter, context);
    }

    /**
     * Gives a failing constructor its seed.
     *
     * @param constructor to go on with
     * @param <T> the test class
     * @return the test instance
     * @throws Throwable what the constructor throws
     */
    public <T> T aroundConstructor(Invocation<T> constructor) throws Throwable {
        try {
            return constructor.proceed();
        } catch (Throwable failure) {
            if (acts) {
                Run.of(context).tellSeed(failure);
            }
            throw failure;
        }
    }

    /**
     * Gives a failing dynamic test its seed.
     *
     * @param test to go on with
     * @throws Throwable what the test throws
     */
    public void aroundDynamicTest(Invocation<Void> test) throws Throwable {
        try {
            test.proceed();
        } catch (Throwable failure) {
            if (acts) {
                Throwable headline = TestRun.around(context)
                        .map(run -> run.dynamicTestFailed(failure))
                        .orElse(failure);
                throw headline;
            }
            throw failure;
        }
    }
}
