package dev.tidemark.webkit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/** Names the property to change when the dashboard's port is taken; Spring Boot's own message does not. */
@Order(0)
class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, PortInUseException busy) {
        return new FailureAnalysis("Tidemark does not start: port " + busy.getPort() + " is in use.",
                "Free the port, or set server.port to another one.", busy);
    }
}
