package dev.tidemark.security;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The people of {@link AccessProperties} for Spring Security. Names are told apart by case, as they are recorded. */
@Component
class ConfiguredUsers implements UserDetailsService {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredUsers.class);

    private final Map<String, AccessProperties.User> byName;

    ConfiguredUsers(AccessProperties access) {
        this.byName = access.users().stream()
                .collect(Collectors.toUnmodifiableMap(AccessProperties.User::name, Function.identity()));
        if (byName.isEmpty()) {
            LOG.warn("No user can sign in: tidemark.access.users is empty. Set tidemark.access.users[0].name, .password"
                    + " (for example {bcrypt}...) and .grants[0].role (viewer, operator, approver or admin).");
        }
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        AccessProperties.User user = byName.get(name);
        if (user == null) {
            throw new UsernameNotFoundException("no such user");
        }
        // No authorities: permissions are decided by grants on instances, never by Spring Security's roles.
        return User.withUsername(user.name()).password(user.password()).authorities(new String[0]).build();
    }
}
