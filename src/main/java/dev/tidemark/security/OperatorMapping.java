package dev.tidemark.security;

import dev.tidemark.access.CurrentOperator;
import dev.tidemark.access.Operator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Turns an authentication into an operator. Grants are looked up at every request and never kept in the session, so
 * that what configuration says now is what holds now.
 */
@Component
class OperatorMapping implements CurrentOperator {
    private final Map<String, Operator> byName;

    OperatorMapping(AccessProperties access) {
        this.byName = access.users().stream().map(OperatorMapping::operator)
                .collect(Collectors.toUnmodifiableMap(Operator::name, Function.identity()));
    }

    /** Empty when not signed in, and for a user who is no longer configured. */
    Optional<Operator> of(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(authentication.getName()));
    }

    @Override
    public Optional<Operator> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                ? of(authentication)
                : Optional.empty();
    }

    private static Operator operator(AccessProperties.User user) {
        return new Operator(user.name(), user.grants().stream().map(AccessProperties.Grant::toGrant).toList());
    }
}
