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
        // looks through the parent contexts too: whoever acts for a class acts for its tests and nested classes
        this.acts =
                Stored.inStore(context.getStore(Stored.NAMESPACE), Extension.class, Lifecycle.class, () -> registration)
                        == registration;
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

    /** Ends the faults around a test factory: its dynamic tests have run. */
    public void afterTestMethod() {
        if (acts) {
            TestRun.of(context).faults().end();
        }
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
        return ProtocolRuns.isAsked(context) && acts;
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
     * Disables the third run that a {@code @Test} beside {@code @EachProtocol} would be.
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
     * Breaks the wire exactly around a test.
     *
     * @param test to go on with
     * @throws Throwable what the test throws
     */
    public void aroundTest(Invocation<Void> test) throws Throwable {
        if (!acts) {
            test.proceed();
            return;
        }
        AnnotatedFaults faults = TestRun.of(context).faults();
        try {
            faults.apply();
            test.proceed();
        } finally {
            faults.end();
        }
    }

    /**
     * Breaks the wire from just before a test factory until {@link #afterTestMethod()}.
     *
     * @param factory to go on with
     * @param <T> what it returns
     * @return the dynamic tests
     * @throws Throwable what the factory throws
     */
    public <T> T aroundFactory(Invocation<T> factory) throws Throwable {
        if (acts) {
            TestRun.of(context).faults().apply();
        }
        return factory.proceed();
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
                TestRun.around(context).ifPresent(run -> run.dynamicTestFailed(failure));
            }
            throw failure;
        }
    }
}
