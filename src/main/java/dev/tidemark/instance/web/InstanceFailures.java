package dev.tidemark.instance.web;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.webkit.error.Failure;
import dev.tidemark.webkit.error.FailureMapper;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can go wrong with instances. */
@Component
class InstanceFailures implements FailureMapper {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return exception instanceof InstanceNotFound missing
                ? Optional.of(
                        Failure.of(HttpStatus.NOT_FOUND, "instance-not-found", missing.instance().value()))
                : Optional.empty();
    }
}
