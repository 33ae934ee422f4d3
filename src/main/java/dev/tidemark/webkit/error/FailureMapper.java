package dev.tidemark.webkit.error;

import java.util.Optional;

/** A feature's own exceptions as failures; each feature contributes one as a bean, so that no page knows them all. */
@FunctionalInterface
public interface FailureMapper {
    /** Empty for an exception that is not this feature's. */
    Optional<Failure> find(Throwable exception);
}
