package dev.tidemark.audit;

import dev.tidemark.access.AccessDenied;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.time.Clock;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every change passes here: a refusal is recorded, and its reason is given to the operator. */
@Component
public class AccessGate {
    private final AuditTrail trail;
    private final Clock clock;

    AccessGate(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Returns only when it is allowed. Never joins a transaction: the record of a refusal must outlive it.
     *
     * @param detail what was wanted, as a JSON object
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = AccessDenied.class)
    public void mustBeAllowed(Operator operator, Permission permission, Action action, InstanceId instance,
            ConsumerGroupId group, OptionalLong reset, String detail) {
        if (!operator.may(permission, instance, group)) {
            trail.append(clock.instant(),
                    new AuditEvent(operator.name(), action, Phase.DENIED, instance, group, reset, detail));
            throw new AccessDenied(operator, permission, instance);
        }
    }
}
