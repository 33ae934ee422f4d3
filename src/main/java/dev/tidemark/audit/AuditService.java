package dev.tidemark.audit;

import dev.tidemark.access.AccessDenied;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AuditTrail.Query;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** Shows each operator the part of the audit trail that is about instances they were granted. */
@Service
public class AuditService {
    private static final InstanceId ANY = new InstanceId("*");

    private final AuditTrail trail;

    AuditService(AuditTrail trail) {
        this.trail = trail;
    }

    public AuditTrail.Page find(Operator operator, Query query) {
        return trail.find(visible(operator, query));
    }

    /** Every entry that matches, oldest first. */
    public void each(Operator operator, Query query, Consumer<AuditEntry> reader) {
        trail.each(visible(operator, query), reader);
    }

    /** Reads the whole trail, also what the operator may not see: a chain is whole or it is not. */
    public AuditTrail.Verification verify(Operator operator) {
        patterns(operator);
        return trail.verify();
    }

    private static Query visible(Operator operator, Query query) {
        return new Query(patterns(operator), query.from(), query.to(), query.actor(), query.instance(), query.group(),
                query.action(), query.offset(), query.limit());
    }

    private static List<IdPattern> patterns(Operator operator) {
        List<IdPattern> patterns = operator.where(Permission.VIEW_AUDIT);
        if (patterns.isEmpty()) {
            throw new AccessDenied(operator, Permission.VIEW_AUDIT, ANY);
        }
        return patterns;
    }
}
