package dev.haywire.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test class that only {@link Kit} runs: "run package" of an IDE skips it. Its methods run in order of their names. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestMethodOrder(MethodOrderer.MethodName.class)
@ExtendWith(InKit.Condition.class)
@interface InKit {

    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean run = context.getConfigurationParameter(Kit.MARK).isPresent();
            return run
                    ? ConditionEvaluationResult.enabled("in the kit")
                    : ConditionEvaluationResult.disabled("not in the kit");
        }
    }
}
