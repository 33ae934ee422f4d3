package dev.tidemark.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Without promtool a test is skipped and says so; where CI is set that is a failure. */
public final class PromtoolCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Promtool.isThere()) {
            return ConditionEvaluationResult.enabled("promtool is there");
        }
        String reason = "there is no promtool; install Prometheus to check rules and metrics";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(reason);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
