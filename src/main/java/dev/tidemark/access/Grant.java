package dev.tidemark.access;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import java.util.Set;

/**
 * A role on every instance whose id matches a pattern, for every consumer group whose name matches another.
 *
 * @param groups where something is done to a group; reading goes by the instance alone, because the cloud pages its groups
 * @param except permissions that the role would bring and this grant does not
 */
public record Grant(Role role, IdPattern instances, IdPattern groups, Set<Permission> except) {
    public Grant {
        except = Set.copyOf(except);
    }

    boolean gives(Permission permission) {
        return role.grants(permission) && !except.contains(permission);
    }

    boolean allows(Permission permission, InstanceId instance) {
        return gives(permission) && instances.matches(instance.value());
    }

    boolean allows(Permission permission, InstanceId instance, ConsumerGroupId group) {
        return allows(permission, instance) && groups.matches(group.value());
    }
}
