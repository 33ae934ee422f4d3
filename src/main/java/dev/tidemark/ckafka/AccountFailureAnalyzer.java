package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.MissingCredentials;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in words why Tidemark cannot start without usable accounts, and what the two ways out are. */
class AccountFailureAnalyzer implements FailureAnalyzer {
    private static final String CHOICES = """
            Choose one:
              - watch real instances: set tidemark.ckafka.accounts[0].name, .regions and .credentials (README, "Configuration"),
                or the environment variables TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_REGION;
              - try it without an account: start the sandbox, java -jar tidemark-sandbox.jar, or from the sources
                ./mvnw spring-boot:run""";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoAccounts || cause instanceof MissingCredentials) {
                return new FailureAnalysis("Tidemark has nothing to watch: " + cause.getMessage() + ".", CHOICES,
                        cause);
            }
        }
        return null;
    }
}
