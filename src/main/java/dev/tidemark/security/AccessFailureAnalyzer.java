package dev.tidemark.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a mistake in {@code tidemark.access} when the start fails on it. Spring Boot's own explanation prints values,
 * and one of those can be a password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessFailureAnalyzer implements FailureAnalyzer {
    private static final String PREFIX = "tidemark.access";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> reason = reason(cause);
            if (reason.isPresent()) {
                return new FailureAnalysis("The configuration of who may sign in (" + PREFIX + ") has a mistake: "
                        + reason.get(),
                        "Correct it. The keys are users[*].name, users[*].password,"
                                + " users[*].grants[*].role (viewer, operator, approver or admin),"
                                + " users[*].grants[*].instances, .groups and .except, and public-metrics.",
                        failure);
            }
        }
        return null;
    }

    private static Optional<String> reason(Throwable cause) {
        return switch (cause) {
            case AccessPropertyCheck.Unknown unknown -> Optional.ofNullable(unknown.getMessage());
            case BindException bind when bind.getName().toString().startsWith(PREFIX) -> Optional.of(reason(bind));
            default -> Optional.empty();
        };
    }

    private static String reason(BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        if (property != null && !property.getName().toString().endsWith("password")) {
            return property.getName() + ": '" + property.getValue() + "' is not possible here";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
