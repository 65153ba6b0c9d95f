package dev.haywire.junit;

import dev.haywire.Experimental;
import dev.haywire.internal.junit.Lifecycle;
import java.lang.reflect.Constructor;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * Starts declared endpoints, injects them, and breaks their wire around tests.
 *
 * <p>Endpoint, fault and {@link dev.haywire.Wired} annotations register it; {@link dev.haywire.HaywireTest}, {@code @RegisterExtension} and
 * auto-detection do so explicitly. Registered in several ways, it acts once. The callbacks are JUnit's to call.
 *
 * <p>Endpoints that live as long as a class start before the {@code beforeAll} of all extensions, in whatever order these are registered: so an
 * application that another extension starts finds them. Where one cannot start yet, as another extension sets what it needs, it starts in this
 * extension's own {@code beforeAll}.
 *
 * @since 0.1
 */
@Experimental
public final class HaywireExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                ExecutionCondition,
                TestTemplateInvocationContextProvider,
                InvocationInterceptor,
                PreInterruptCallback,
                LifecycleMethodExecutionExceptionHandler,
                TestExecutionExceptionHandler {

    /** Makes the extension. It has no state of its own. */
    public HaywireExtension() {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        lifecycle(context).beforeOthers();
        return Lifecycle.condition(context);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return lifecycle(context).supportsTemplate();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return lifecycle(context).overEachProtocol();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lifecycle(context).beforeAll();
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        lifecycle(context).beforeConstructor();
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
        lifecycle(context).inject(testInstance);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lifecycle(context).beforeEach();
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        lifecycle(context).beforeTestMethod();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        lifecycle(context).afterTestMethod();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lifecycle(context).afterEach();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifecycle(context).afterAll();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return lifecycle(extensionContext).supports(parameterContext);
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return lifecycle(extensionContext).resolve(parameterContext);
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        return lifecycle(extensionContext).aroundConstructor(invocation);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation,
            DynamicTestInvocationContext invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        lifecycle(extensionContext).aroundDynamicTest(invocation);
    }

    @Override
    public void beforeThreadInterrupt(PreInterruptContext preInterruptContext, ExtensionContext extensionContext) {
        lifecycle(extensionContext).beforeInterrupt(preInterruptContext.getThreadToInterrupt());
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        lifecycle(context).lifecycleMethodFailed();
        throw throwable;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        throw lifecycle(context).headline(throwable);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        lifecycle(context).lifecycleMethodFailed();
        throw lifecycle(context).headline(throwable);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        lifecycle(context).lifecycleMethodFailed();
        throw throwable;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        lifecycle(context).lifecycleMethodFailed();
        throw throwable;
    }

    private Lifecycle lifecycle(ExtensionContext context) {
        return new Lifecycle(this, context);
    }
}
