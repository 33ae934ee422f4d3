package dev.tidemark.browser;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets browser tests run where there is a browser. On a laptop without one they are skipped, loudly; in CI that
 * is a failure, because a skipped test would look like a passed one.
 */
final class BrowserCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult result = decide(Chromium.failure(), "true".equals(System.getenv("CI")));
        if (result.isDisabled()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + result.getReason().orElse(""));
        }
        return result;
    }

    /** Throws where a missing browser is a failure. */
    static ConditionEvaluationResult decide(Optional<String> failure, boolean ci) {
        if (failure.isEmpty()) {
            return ConditionEvaluationResult.enabled("a browser started");
        }
        String reason = "no browser could be started (" + failure.get()
                + "); install Chromium and its driver to run the browser tests";
        if (ci) {
            throw new IllegalStateException(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
