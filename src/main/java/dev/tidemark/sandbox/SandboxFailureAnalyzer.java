package dev.tidemark.sandbox;

import dev.tidemark.sandbox.broker.BrokerPortInUse;
import dev.tidemark.sandbox.emulator.EmulatorPortInUse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one message why the sandbox cannot start, and which property to change. */
class SandboxFailureAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RealCredentials.Found found -> {
                    return new FailureAnalysis("The sandbox does not start: " + found.getMessage() + ".",
                            "Start tidemark.jar without the profile 'sandbox' to watch the real account, or remove the "
                                    + "credentials to rehearse.",
                            found);
                }
                case EmulatorPortInUse busy -> {
                    return new FailureAnalysis("The sandbox does not start: " + busy.getMessage() + ".",
                            "Free the port, or set tidemark.sandbox.emulator-port to another one.", busy);
                }
                case BrokerPortInUse busy -> {
                    return new FailureAnalysis("The sandbox does not start: " + busy.getMessage() + ".",
                            "Free the port, or set tidemark.sandbox.kafka-port to another one; the second broker takes "
                                    + "the port after it.",
                            busy);
                }
                default -> {
                    // Not one of ours; its cause may be.
                }
            }
        }
        return null;
    }
}
