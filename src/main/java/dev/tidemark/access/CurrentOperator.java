package dev.tidemark.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Port: who is asking. */
@FunctionalInterface
public interface CurrentOperator {
    /** Empty while nobody is signed in, and for a person whom configuration no longer knows. */
    Optional<Operator> of(HttpServletRequest request);
}
