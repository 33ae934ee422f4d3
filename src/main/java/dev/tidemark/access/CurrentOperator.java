package dev.tidemark.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Port: who is asking. */
@FunctionalInterface
public interface CurrentOperator {
    /** Empty when not signed in, and for a user who is no longer configured. */
    Optional<Operator> of(HttpServletRequest request);
}
