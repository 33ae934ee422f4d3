package dev.tidemark.audit.jdbc;

import dev.tidemark.audit.AuditChain;
import dev.tidemark.audit.AuditEntry;
import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.audit.AuditProperties;
import dev.tidemark.audit.AuditTrail;
import dev.tidemark.audit.AuditTrail.Broken.How;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail as rows that are inserted and read; the end of the chain is locked while an entry is added. */
@Repository
class JdbcAuditTrail implements AuditTrail {
    private static final String COLUMNS = "seq, at, actor, action, phase, instance_id, group_id, reset_id, detail, hash";
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final AuditChain chain;

    JdbcAuditTrail(JdbcClient jdbc, AuditProperties properties) {
        this.jdbc = jdbc;
        this.chain = new AuditChain(properties.key());
    }

    @Override
    @Transactional
    public AuditEntry append(Instant at, AuditEvent event) {
        Instant when = at.truncatedTo(ChronoUnit.MICROS);
        Head head = head("for update");
        long seq = head.seq() + 1;
        String hash = chain.hash(head.hash(), seq, when, event);
        jdbc.sql("insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(seq, when.atOffset(ZoneOffset.UTC), event.actor(), event.action().name(),
                        event.phase().name(), event.instance().value(), event.group().value())
                .param(event.reset().isPresent() ? event.reset().getAsLong() : null).params(event.detail(), hash)
                .update();
        jdbc.sql("update audit_head set seq = ?, hash = ? where id = 1").params(seq, hash).update();
        return new AuditEntry(seq, when, event, hash);
    }

    @Override
    @Transactional(readOnly = true)
    public Page find(Query query) {
        AuditConditions conditions = AuditConditions.of(query);
        long total = jdbc.sql("select count(*) from audit_entry where " + conditions.sql())
                .params(conditions.values()).query(Long.class).single();
        List<AuditEntry> entries = jdbc.sql("select " + COLUMNS + " from audit_entry where " + conditions.sql()
                + " order by seq desc offset ? rows fetch first ? rows only").params(conditions.values())
                .params(query.offset(), query.limit()).query(JdbcAuditTrail::entry).list();
        return new Page(total, entries);
    }

    @Override
    public void each(Query query, Consumer<AuditEntry> reader) {
        AuditConditions conditions = AuditConditions.of(query);
        long last = 0;
        List<AuditEntry> some;
        do {
            some = jdbc.sql("select " + COLUMNS + " from audit_entry where seq > ? and " + conditions.sql()
                    + " order by seq fetch first ? rows only").param(last).params(conditions.values())
                    .param(ROWS_AT_ONCE).query(JdbcAuditTrail::entry).list();
            some.forEach(reader);
            last = some.isEmpty() ? last : some.getLast().seq();
        } while (some.size() == ROWS_AT_ONCE);
    }

    /** Up to where the chain ended when the reading began: what is added meanwhile is not waited for. */
    @Override
    public Verification verify() {
        Head end = head("");
        String before = AuditChain.BEGINNING;
        long seq = 0;
        while (seq < end.seq()) {
            List<AuditEntry> some = jdbc.sql("select " + COLUMNS
                    + " from audit_entry where seq > ? and seq <= ? order by seq fetch first ? rows only")
                    .params(seq, end.seq(), ROWS_AT_ONCE).query(JdbcAuditTrail::entry).list();
            if (some.isEmpty()) {
                return broken(seq, seq + 1, How.MISSING);
            }
            for (AuditEntry entry : some) {
                if (entry.seq() != seq + 1) {
                    return broken(seq, seq + 1, How.MISSING);
                }
                String expected = chain.hash(before, entry.seq(), entry.at(), entry.event());
                if (!expected.equals(entry.hash())) {
                    return broken(seq, entry.seq(), How.CHANGED);
                }
                before = entry.hash();
                seq = entry.seq();
            }
        }
        return before.equals(end.hash()) ? new Verification(seq, Optional.empty()) : broken(seq, seq, How.CHANGED);
    }

    private static Verification broken(long read, long at, How how) {
        return new Verification(read, Optional.of(new Broken(at, how)));
    }

    private Head head(String lock) {
        return jdbc.sql("select seq, hash from audit_head where id = 1 " + lock)
                .query((row, _) -> new Head(row.getLong("seq"), row.getString("hash"))).single();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        long reset = row.getLong("reset_id");
        OptionalLong belongsTo = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(reset);
        AuditEvent event = new AuditEvent(row.getString("actor"), Action.valueOf(row.getString("action")),
                Phase.valueOf(row.getString("phase")), new InstanceId(row.getString("instance_id")),
                new ConsumerGroupId(row.getString("group_id")), belongsTo, row.getString("detail"));
        return new AuditEntry(row.getLong("seq"), row.getObject("at", OffsetDateTime.class).toInstant(), event,
                row.getString("hash"));
    }

    private record Head(long seq, String hash) {
    }
}
