package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroupNotFound;
import dev.tidemark.webkit.error.Failure;
import dev.tidemark.webkit.error.FailureMapper;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can go wrong with consumer groups. */
@Component
class ConsumerGroupFailures implements FailureMapper {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return exception instanceof ConsumerGroupNotFound missing
                ? Optional.of(Failure.of(HttpStatus.NOT_FOUND, "group-not-found", missing.group().value(),
                        missing.instance().value()))
                : Optional.empty();
    }
}
