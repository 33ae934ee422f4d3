package dev.tidemark.triage.jdbc;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.Acknowledgements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Acknowledgements as rows, one for a group. */
@Repository
public class JdbcAcknowledgements implements Acknowledgements {
    private final JdbcClient jdbc;

    public JdbcAcknowledgements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void put(Acknowledgement made) {
        remove(made.group());
        jdbc.sql("""
                insert into acknowledgement (digest, instance_id, group_id, verdict, acknowledged_by, reason, at, until)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(made.group().digest(), made.group().instance().value(), made.group().group().value(),
                        made.verdict().name(), made.by(), made.reason(), made.at().atOffset(ZoneOffset.UTC),
                        made.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public boolean remove(GroupKey group) {
        return jdbc.sql("delete from acknowledgement where digest = ?").param(group.digest()).update() > 0;
    }

    @Override
    @Transactional
    public List<Acknowledgement> at(Instant now) {
        jdbc.sql("delete from acknowledgement where until <= ?").param(now.atOffset(ZoneOffset.UTC)).update();
        return jdbc
                .sql("select instance_id, group_id, verdict, acknowledged_by, reason, at, until from acknowledgement")
                .query((row, _) -> acknowledgement(row)).list();
    }

    private static Acknowledgement acknowledgement(ResultSet row) throws SQLException {
        return new Acknowledgement(
                new GroupKey(new InstanceId(row.getString("instance_id")),
                        new ConsumerGroupId(row.getString("group_id"))),
                Verdict.valueOf(row.getString("verdict")), row.getString("acknowledged_by"), row.getString("reason"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant());
    }
}
