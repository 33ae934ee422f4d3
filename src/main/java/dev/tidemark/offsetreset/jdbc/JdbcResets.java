package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Told;
import dev.tidemark.offsetreset.ResetPlan;
import dev.tidemark.offsetreset.ResetRefused;
import dev.tidemark.offsetreset.ResetRefused.Reason;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetRequest.Status;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.WriteAttempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Resets as rows: what is searched for in columns, the rest as one document; races are decided by the database. */
@Repository
class JdbcResets implements ResetStore {
    private final JdbcClient jdbc;

    JdbcResets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void savePlan(ResetPlan plan) {
        jdbc.sql("""
                insert into reset_plan (id, instance_id, group_id, created_by, created_at, expires_at, body)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(plan.id(), plan.instance().value(), plan.group().value(), plan.createdBy(),
                        utc(plan.createdAt()), utc(plan.expiresAt()), ResetJson.write(plan))
                .update();
    }

    @Override
    public Optional<ResetPlan> plan(String id) {
        return jdbc.sql("select body from reset_plan where id = ?").param(id).query(String.class).optional()
                .map(body -> ResetJson.read(body, ResetPlan.class));
    }

    @Override
    public void forgetPlans(Instant expiredBefore) {
        jdbc.sql("""
                delete from reset_plan where expires_at < ?
                and not exists (select 1 from reset_request where plan_id = reset_plan.id)""")
                .param(utc(expiredBefore)).update();
    }

    @Override
    public ResetRequest add(ResetRequest request) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql("""
                    insert into reset_request (plan_id, instance_id, group_id, requester, people, status, requested_at,
                        expires_at, version, stop_asked, body)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?)""")
                    .params(request.plan().id(), request.plan().instance().value(), request.plan().group().value(),
                            request.requester(), people(request), request.status().name(), utc(request.requestedAt()),
                            utc(request.expiresAt()), request.version(), ResetJson.write(request))
                    .update(key, "id");
        } catch (DuplicateKeyException _) {
            throw refused(Reason.ALREADY_REQUESTED);
        }
        return withId(request, Objects.requireNonNull(key.getKey()).longValue());
    }

    @Override
    public Optional<ResetRequest> find(long id) {
        return jdbc.sql("select id, body from reset_request where id = ?").param(id).query(JdbcResets::request)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Page find(Query query) {
        ResetConditions conditions = ResetConditions.of(query);
        long total = jdbc.sql("select count(*) from reset_request where " + conditions.sql())
                .params(conditions.values()).query(Long.class).single();
        return new Page(total, jdbc.sql("select id, body from reset_request where " + conditions.sql()
                + " order by id desc offset ? rows fetch first ? rows only").params(conditions.values())
                .params(query.offset(), query.limit()).query(JdbcResets::request).list());
    }

    @Override
    public List<ResetRequest> atWorkSince(Instant at) {
        return jdbc.sql("select id, body from reset_request where heartbeat_at >= ? order by id")
                .param(utc(at)).query(JdbcResets::request).list();
    }

    @Override
    public Tally tally() {
        Map<Status, Long> byStatus = new EnumMap<>(Status.class);
        jdbc.sql("select status, count(*) from reset_request group by status")
                .query(row -> {
                    byStatus.put(Status.valueOf(row.getString(1)), row.getLong(2));
                });
        return new Tally(byStatus, jdbc
                .sql("select requested_at from reset_request where status = 'PENDING' order by requested_at limit 1")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).optional());
    }

    @Override
    public void save(ResetRequest next) {
        boolean executing = next.status() == Status.EXECUTING;
        int rows = jdbc.sql("""
                update reset_request set status = ?, people = ?, version = ?, stop_asked = ?, body = ?,
                    in_flight = case when ? then in_flight else null end
                where id = ? and version = ?""")
                .params(next.status().name(), people(next), next.version(), isStopped(next), ResetJson.write(next),
                        executing, next.id(), next.version() - 1)
                .update();
        if (rows == 0) {
            throw refused(Reason.CHANGED_MEANWHILE);
        }
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
            throw refused(Reason.RESET_IN_FLIGHT);
        }
        if (rows == 0) {
            throw refused(Reason.CHANGED_MEANWHILE);
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
    public void answered(long id, WriteAttempt attempt) {
        jdbc.sql(
                """
                        update reset_write set answered_at = ?, answer = ?, code = ?, message = ?, cloud_request_id = ?, told = ?
                        where reset_id = ? and topic = ?""")
                .param(attempt.answeredAt().map(JdbcResets::utc).orElse(null))
                .params(attempt.answer().name(), attempt.code(), attempt.message(), attempt.cloudRequestId())
                .param(attempt.told().isEmpty() ? null : ResetJson.write(attempt.told()))
                .params(id, attempt.topic())
                .update();
    }

    @Override
    public List<WriteAttempt> writes(long id) {
        return jdbc.sql("select * from reset_write where reset_id = ? order by sent_at, topic").param(id)
                .query((row, _) -> new WriteAttempt(row.getString("topic"), instant(row, "sent_at").orElseThrow(),
                        instant(row, "answered_at"), WriteAttempt.Answer.valueOf(row.getString("answer")),
                        orEmpty(row.getString("code")), orEmpty(row.getString("message")),
                        orEmpty(row.getString("cloud_request_id")), told(row.getString("told"))))
                .list();
    }

    private static List<Told> told(@Nullable String json) {
        return json == null ? List.of() : List.of(ResetJson.read(json, Told[].class));
    }

    @Override
    public boolean isStopAsked(long id) {
        return jdbc.sql("select stop_asked from reset_request where id = ?").param(id).query(Boolean.class).single();
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
    public boolean hasWriteInFlight(InstanceId instance, ConsumerGroupId group, Duration term) {
        return jdbc.sql("""
                select count(*) from reset_request join reset_write on reset_id = id
                where instance_id = ? and group_id = ? and status = 'UNKNOWN' and answer in ('NONE', 'UNCLEAR')
                and sent_at > current_timestamp - cast(? as integer) * interval '1' second""")
                .params(instance.value(), group.value(), seconds(term)).query(Long.class).single() > 0;
    }

    /** Rounded up: a lease is never shorter than configured. */
    private static int seconds(Duration term) {
        return Math.toIntExact(term.plusMillis(999).toSeconds());
    }

    private static ResetRequest request(ResultSet row, int number) throws SQLException {
        return withId(ResetJson.read(row.getString("body"), ResetRequest.class), row.getLong("id"));
    }

    private static ResetRequest withId(ResetRequest request, long id) {
        return new ResetRequest(id, request.plan(), request.requester(), request.reason(), request.ticket(),
                request.requestedAt(), request.expiresAt(), request.status(), request.decisions(), request.execution(),
                request.outcome(), request.version());
    }

    private static boolean isStopped(ResetRequest request) {
        return request.decisions().stream().anyMatch(each -> each.kind() == Decision.Kind.STOPPED);
    }

    private static String people(ResetRequest request) {
        return Stream.concat(Stream.of(request.requester()), Stream.concat(request.decisions().stream()
                .map(Decision::by), request.execution().stream().map(ResetRequest.Execution::by))).distinct()
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String digest(InstanceId instance, ConsumerGroupId group) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest((instance.value() + "\n" + group.value()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    private static ResetRefused refused(Reason reason) {
        return ResetRefused.because(reason);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
