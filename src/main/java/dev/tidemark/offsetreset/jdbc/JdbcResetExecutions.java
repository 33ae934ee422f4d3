package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.ResetExecutions;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Executions in the row of their request, writes as rows of their own; leases are decided by the database and its clock. */
@Repository
class JdbcResetExecutions implements ResetExecutions {
    private final JdbcClient jdbc;

    JdbcResetExecutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void claim(ResetRequest executing, String node) {
        int rows;
        try {
            rows = jdbc.sql("""
                    update reset_request set status = ?, version = ?, body = ?, in_flight = ?, executor = ?,
                        heartbeat_at = current_timestamp
                    where id = ? and version = ? and status = 'APPROVED'""")
                    .params(executing.status().name(), executing.version(), ResetJson.write(executing),
                            digest(executing.plan().instance(), executing.plan().group()), node, executing.id(),
                            executing.version() - 1)
                    .update();
        } catch (DuplicateKeyException _) {
            throw ResetRefused.because(Reason.RESET_IN_FLIGHT);
        }
        if (rows == 0) {
            throw ResetRefused.because(Reason.CHANGED_MEANWHILE);
        }
    }

    @Override
    public Instant now() {
        return jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
    }

    @Override
    @Transactional
    public Optional<Instant> recordIntent(long id, String topic, String node) {
        // The row stays locked until the intention is written, so that no process takes the request over in between.
        int mine = jdbc.sql("""
                update reset_request set heartbeat_at = current_timestamp
                where id = ? and status = 'EXECUTING' and executor = ? and not stop_asked""")
                .params(id, node).update();
        if (mine == 0 || jdbc.sql("select count(*) from reset_write where reset_id = ? and topic = ?")
                .params(id, topic).query(Long.class).single() > 0) {
            return Optional.empty();
        }
        jdbc.sql("""
                insert into reset_write (reset_id, topic, sent_at, answer) values (?, ?, current_timestamp, 'NONE')""")
                .params(id, topic).update();
        return jdbc.sql("select sent_at from reset_write where reset_id = ? and topic = ?").params(id, topic)
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    @Override
    public boolean permitSend(long id, String topic, String node, Duration term) {
        return jdbc.sql("""
                update reset_request set heartbeat_at = current_timestamp
                where id = ? and status = 'EXECUTING' and executor = ? and exists (
                    select 1 from reset_write where reset_id = reset_request.id and topic = ? and answer = 'NONE'
                    and sent_at > current_timestamp - cast(? as integer) * interval '1' second)""")
                .params(id, node, topic, seconds(term)).update() == 1;
    }

    @Override
    public boolean heartbeat(long id, String node) {
        return jdbc.sql("""
                update reset_request set heartbeat_at = current_timestamp
                where id = ? and executor = ? and status = 'EXECUTING'""").params(id, node).update() == 1;
    }

    @Override
    public List<Long> abandoned(Duration term) {
        return jdbc.sql("""
                select id from reset_request where status = 'EXECUTING'
                and heartbeat_at < current_timestamp - cast(? as integer) * interval '1' second order by id""")
                .param(seconds(term)).query((row, _) -> row.getLong("id")).list();
    }

    @Override
    public boolean takeOver(long id, String node, Duration term) {
        return jdbc.sql("""
                update reset_request set executor = ?, heartbeat_at = current_timestamp
                where id = ? and status = 'EXECUTING'
                and heartbeat_at < current_timestamp - cast(? as integer) * interval '1' second""")
                .params(node, id, seconds(term)).update() == 1;
    }

    @Override
    public boolean hasWriteInFlight(InstanceId instance, ConsumerGroupId group, Duration term, Duration taskTerm) {
        return jdbc.sql("""
                select count(*) from reset_request join reset_write on reset_id = id
                where instance_id = ? and group_id = ? and status = 'UNKNOWN' and (
                    answer in ('NONE', 'UNCLEAR')
                    and sent_at > current_timestamp - cast(? as integer) * interval '1' second
                    or answer = 'RUNNING'
                    and sent_at > current_timestamp - cast(? as integer) * interval '1' second)""")
                .params(instance.value(), group.value(), seconds(term), seconds(taskTerm)).query(Long.class)
                .single() > 0;
    }

    @Override
    public boolean answered(long id, WriteAttempt attempt) {
        return jdbc.sql("""
                update reset_write set answered_at = ?, answer = ?, flow_id = ?, code = ?, message = ?,
                    cloud_request_id = ?, partition_results = ?
                where reset_id = ? and topic = ? and answer in ('NONE', 'RUNNING')""")
                .param(attempt.answeredAt().map(JdbcResetExecutions::utc).orElse(null))
                .param(attempt.answer().name())
                .param(attempt.task().isPresent() ? attempt.task().getAsLong() : null)
                .params(attempt.code(), attempt.message(), attempt.cloudRequestId())
                .param(attempt.partitionResults().isEmpty() ? null : ResetJson.write(attempt.partitionResults()))
                .params(id, attempt.topic())
                .update() == 1;
    }

    @Override
    public List<WriteAttempt> writes(long id) {
        return jdbc.sql("select * from reset_write where reset_id = ? order by sent_at, topic").param(id)
                .query((row, _) -> new WriteAttempt(row.getString("topic"), instant(row, "sent_at").orElseThrow(),
                        instant(row, "answered_at"), WriteAttempt.Answer.valueOf(row.getString("answer")),
                        task(row.getObject("flow_id", Long.class)),
                        orEmpty(row.getString("code")), orEmpty(row.getString("message")),
                        orEmpty(row.getString("cloud_request_id")),
                        partitionResults(row.getString("partition_results"))))
                .list();
    }

    @Override
    public boolean isStopAsked(long id) {
        return jdbc.sql("select stop_asked from reset_request where id = ?").param(id).query(Boolean.class).single();
    }

    private static OptionalLong task(@Nullable Long flowId) {
        return flowId == null ? OptionalLong.empty() : OptionalLong.of(flowId);
    }

    private static List<PartitionResult> partitionResults(@Nullable String json) {
        return json == null ? List.of() : List.of(ResetJson.read(json, PartitionResult[].class));
    }

    /** Rounded up: a lease is never shorter than configured. */
    private static int seconds(Duration term) {
        return Math.toIntExact(term.plusMillis(999).toSeconds());
    }

    private static String digest(InstanceId instance, ConsumerGroupId group) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest((instance.value() + "\n" + group.value()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
