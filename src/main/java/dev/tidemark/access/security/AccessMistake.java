package dev.tidemark.access.security;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a mistake in {@code tidemark.access} when the start fails on it. Spring Boot's own explanation prints the
 * values of all keys it could not place, and one of those can be a password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessMistake extends AbstractFailureAnalyzer<BindException> {
    private static final String PREFIX = "tidemark.access";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
        if (!failure.getName().toString().startsWith(PREFIX)) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        lines.add("The configuration of who may sign in (" + PREFIX + ") has a mistake:");
        lines.add("");
        lines.addAll(reasons(failure));
        return new FailureAnalysis(String.join(System.lineSeparator(), lines),
                "Correct it. Known keys: users[*].name, users[*].password, users[*].grants[*].role (viewer, operator,"
                        + " approver or admin), users[*].grants[*].instances, metrics-open.",
                failure);
    }

    private static List<String> reasons(BindException failure) {
        UnboundConfigurationPropertiesException unknown = causeOf(failure);
        if (unknown != null) {
            return unknown.getUnboundProperties().stream().map(AccessMistake::unknownKey).toList();
        }
        ConfigurationProperty property = failure.getProperty();
        boolean readable = property != null && !property.getName().toString().endsWith("password");
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (property != null && readable) {
            return List.of("    " + property.getName() + ": '" + property.getValue() + "' is not possible here");
        }
        return List.of("    " + root.getMessage());
    }

    private static String unknownKey(ConfigurationProperty property) {
        return "    " + property.getName() + " is not a known key, or cannot be used together with the others ("
                + property.getOrigin() + ")";
    }

    private static @Nullable UnboundConfigurationPropertiesException causeOf(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown;
            }
        }
        return null;
    }
}
