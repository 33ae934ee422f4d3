package dev.tidemark.security;

import dev.tidemark.access.Permission;
import dev.tidemark.access.Role;
import dev.tidemark.kafka.IdPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in, by configuration. A mistake here must fail at start and name itself: an unknown key, an unknown role,
 * the same name twice or a password in no known form.
 *
 * @param users everybody who may sign in
 * @param publicMetrics whether {@code /actuator/prometheus} answers without a password
 */
@ConfigurationProperties("tidemark.access")
public record AccessProperties(@DefaultValue List<User> users, @DefaultValue("false") boolean publicMetrics) {
    public AccessProperties {
        users = List.copyOf(users);
        Set<String> names = new HashSet<>();
        for (User user : users) {
            // Two names that differ in case only would look like one person in the audit trail.
            if (!names.add(user.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "tidemark.access.users names '" + user.name() + "' twice (upper and lower case are the same)");
            }
        }
    }

    /**
     * One person or program.
     *
     * @param name as typed at sign-in and as recorded
     * @param password in Spring Security's encoded form, with its scheme in braces
     * @param grants at least one, because a user without any sees nothing and gets no reason
     */
    public record User(@DefaultValue("") String name, @DefaultValue("") String password,
            @DefaultValue List<Grant> grants) {
        // The schemes that need no library beside Spring Security itself.
        private static final Pattern ENCODED = Pattern
                .compile("\\{(bcrypt|pbkdf2@SpringSecurity_v5_8|noop)}.+", Pattern.DOTALL);

        public User {
            if (name.isBlank() || !name.equals(name.strip())) {
                throw new IllegalArgumentException(
                        "a user of tidemark.access.users needs a name without spaces around it");
            }
            if (!ENCODED.matcher(password).matches()) {
                throw new IllegalArgumentException("the password of user '" + name
                        + "' must begin with its scheme: {bcrypt}, {pbkdf2@SpringSecurity_v5_8} or {noop}");
            }
            grants = List.copyOf(grants);
            if (grants.isEmpty()) {
                throw new IllegalArgumentException(
                        "user '" + name + "' needs at least one grant, for example grants[0].role: viewer");
            }
        }

        @Override
        public String toString() {
            return "User[name=" + name + ", grants=" + grants + "]";
        }
    }

    /**
     * A role, and where it holds.
     *
     * @param instances a pattern of instance ids; {@code *} stands for any text
     * @param groups a pattern of consumer groups, for what is done to them; reading goes by the instance
     * @param except permissions of the role that this grant leaves out
     */
    public record Grant(Role role, @DefaultValue("*") String instances, @DefaultValue("*") String groups,
            @DefaultValue Set<Permission> except) {
        public Grant {
            // A binder that was given no role passes null, whatever the type says.
            if (Objects.isNull(role)) {
                throw new IllegalArgumentException(
                        "a grant of tidemark.access.users needs a role: viewer, operator, approver or admin");
            }
            if (instances.isBlank()) {
                throw new IllegalArgumentException("the instances of a grant must not be blank; use * for all of them");
            }
            if (groups.isBlank()) {
                throw new IllegalArgumentException("the groups of a grant must not be blank; use * for all of them");
            }
        }

        dev.tidemark.access.Grant toGrant() {
            return new dev.tidemark.access.Grant(role, new IdPattern(instances), new IdPattern(groups), except);
        }
    }
}
