package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    public ResetRequest add(ResetRequest request) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql(
                    """
                            insert into reset_request (plan_id, instance_id, group_id, requester, participants, status, requested_at,
                                expires_at, version, stop_asked, body)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?)""")
                    .params(request.plan().id(), request.plan().instance().value(), request.plan().group().value(),
                            request.requester(), participants(request), request.status().name(),
                            utc(request.requestedAt()),
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
        Map<ResetStatus, Long> byStatus = new EnumMap<>(ResetStatus.class);
        jdbc.sql("select status, count(*) from reset_request group by status")
                .query(row -> {
                    byStatus.put(ResetStatus.valueOf(row.getString(1)), row.getLong(2));
                });
        return new Tally(byStatus, jdbc
                .sql("select requested_at from reset_request where status = 'PENDING' order by requested_at limit 1")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).optional());
    }

    @Override
    public void save(ResetRequest next) {
        boolean executing = next.status() == ResetStatus.EXECUTING;
        int rows = jdbc.sql("""
                update reset_request set status = ?, participants = ?, version = ?, stop_asked = ?, body = ?,
                    in_flight = case when ? then in_flight else null end
                where id = ? and version = ?""")
                .params(next.status().name(), participants(next), next.version(), isStopped(next),
                        ResetJson.write(next),
                        executing, next.id(), next.version() - 1)
                .update();
        if (rows == 0) {
            throw refused(Reason.CHANGED_MEANWHILE);
        }
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

    private static String participants(ResetRequest request) {
        return Stream.concat(Stream.of(request.requester()), Stream.concat(request.decisions().stream()
                .map(Decision::by), request.execution().stream().map(ResetRequest.Execution::by))).distinct()
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static ResetRefused refused(Reason reason) {
        return ResetRefused.because(reason);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

}
