package dev.tidemark.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Looks for the keys of a real account. The sandbox refuses to start beside them, so that nobody takes a rehearsal for
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
        List<Account> accounts = Binder.get(environment)
                .bind("tidemark.ckafka.accounts", Bindable.listOf(Account.class)).orElse(List.of());
        if (accounts.stream().anyMatch(account -> account.credentials() == null
                || !SANDBOX_KEY.equals(account.credentials().secretId()))) {
            return Optional.of("tidemark.ckafka.accounts");
        }
        String key = environment.getProperty(VARIABLE, "");
        return key.isBlank() || key.equals(SANDBOX_KEY)
                ? Optional.empty()
                : Optional.of("the environment variable " + VARIABLE);
    }

    /** Only what tells a sandbox account from a real one; the dashboard reads the rest. */
    private record Account(@Nullable Keys credentials) {
    }

    private record Keys(@Nullable String secretId) {
    }

    /** Ends the start; says where the keys were found, never the keys. */
    static final class Found extends RuntimeException {
        Found(String where) {
            super("real credentials are configured in " + where);
        }
    }
}
