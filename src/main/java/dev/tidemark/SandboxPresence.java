package dev.tidemark;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;

/** Ends a start with the profile {@code sandbox} from the jar that has none. */
class SandboxPresence implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    static final String PROFILE = "sandbox";
    private static final String SANDBOX = "dev.tidemark.sandbox.Sandbox";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (event.getEnvironment().acceptsProfiles(Profiles.of(PROFILE))
                && !ClassUtils.isPresent(SANDBOX, event.getSpringApplication().getClassLoader())) {
            throw new SandboxMissing();
        }
    }

    /** The profile asks for what this jar does not contain. */
    static final class SandboxMissing extends RuntimeException {
        SandboxMissing() {
            super("the profile 'sandbox' is active, and this jar contains no sandbox");
        }
    }

    /** Says which jar does. */
    static class SandboxMissingFailureAnalyzer extends AbstractFailureAnalyzer<SandboxMissing> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable failure, SandboxMissing cause) {
            return new FailureAnalysis("The sandbox does not start: " + cause.getMessage() + ".",
                    "Start tidemark-sandbox.jar to rehearse: java -jar tidemark-sandbox.jar. To watch a real account, start "
                            + "tidemark.jar without the profile.",
                    cause);
        }
    }
}
