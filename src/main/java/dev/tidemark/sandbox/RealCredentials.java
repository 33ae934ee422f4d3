package dev.tidemark.sandbox;

import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Looks for the keys of a real account. The sandbox refuses to start beside them, so that no user takes a rehearsal for
 * the real thing, or the reverse.
 */
final class RealCredentials {
    private static final String SANDBOX_KEY = "AKIDsandbox";
    private static final String VARIABLE = "TENCENTCLOUD_SECRET_ID";

    private RealCredentials() {
    }

    /** Throws when the configuration or the environment holds any. */
    static void refuse(Environment environment) {
        find(environment).ifPresent(where -> {
            throw new Found(where);
        });
    }

    private static Optional<String> find(Environment environment) {
        Binder configuration = Binder.get(environment);
        for (int i = 0; configuration.bind(account(i, "name"), String.class).isBound(); i++) {
            String id = configuration.bind(account(i, "credentials.secret-id"), String.class).orElse("");
            if (!id.equals(SANDBOX_KEY)) {
                return Optional.of("tidemark.ckafka.accounts[" + i + "]");
            }
        }
        String key = environment.getProperty(VARIABLE, "");
        return key.isBlank() || key.equals(SANDBOX_KEY)
                ? Optional.empty()
                : Optional.of("the environment variable " + VARIABLE);
    }

    private static String account(int number, String property) {
        return "tidemark.ckafka.accounts[" + number + "]." + property;
    }

    /** Ends the start; says where the keys were found, never the keys. */
    static final class Found extends RuntimeException {
        Found(String where) {
            super("real credentials are configured in " + where);
        }
    }
}
