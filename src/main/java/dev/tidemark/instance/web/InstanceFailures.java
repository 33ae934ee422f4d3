package dev.tidemark.instance.web;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.web.Failure;
import dev.tidemark.web.FailureCatalogue;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can go wrong with instances. */
@Component
class InstanceFailures implements FailureCatalogue {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return exception instanceof InstanceNotFound missing
                ? Optional.of(
                        Failure.of(HttpStatus.NOT_FOUND, "instance-not-found", missing.instance().value()))
                : Optional.empty();
    }
}
