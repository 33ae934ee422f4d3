package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.FollowUpStore;
import dev.tidemark.offsetreset.followup.PartitionProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Follow-ups as rows, a document each; a version decides between two processes that write. */
@Repository
class JdbcFollowUps implements FollowUpStore {
    private final JdbcClient jdbc;

    JdbcFollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Long> notFollowed(Instant since) {
        return jdbc.sql("""
                select id from reset_request where status in ('APPLIED', 'PARTIALLY_APPLIED') and heartbeat_at >= ?
                and not exists (select 1 from reset_follow_up where reset_id = id) order by id""")
                .param(utc(since)).query((row, _) -> row.getLong("id")).list();
    }

    @Override
    public boolean add(FollowUp begun) {
        try {
            jdbc.sql("""
                    insert into reset_follow_up (reset_id, state, open, since, version, body, partitions)
                    values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(begun.subject().reset(), begun.state().name(), begun.state().isOpen(), utc(begun.since()),
                            begun.version(), body(begun), ResetJson.write(begun.partitions()))
                    .update();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Override
    public Optional<FollowUp> find(long reset) {
        return jdbc.sql("select body, partitions from reset_follow_up where reset_id = ?").param(reset)
                .query((row, _) -> read(row).with(
                        List.of(ResetJson.read(row.getString("partitions"), PartitionProgress[].class))))
                .optional();
    }

    @Override
    public List<FollowUp> current(Instant endedSince) {
        return jdbc.sql("select body from reset_follow_up where open or since >= ? order by reset_id desc")
                .param(utc(endedSince)).query((row, _) -> read(row)).list();
    }

    @Override
    public boolean save(FollowUp next) {
        return jdbc.sql("""
                update reset_follow_up set state = ?, open = ?, since = ?, version = ?, body = ?, partitions = ?
                where reset_id = ? and version = ?""")
                .params(next.state().name(), next.state().isOpen(), utc(next.since()), next.version(), body(next),
                        ResetJson.write(next.partitions()), next.subject().reset(), next.version() - 1)
                .update() == 1;
    }

    private static String body(FollowUp followUp) {
        return ResetJson.write(followUp.with(List.of()));
    }

    private static FollowUp read(ResultSet row) throws SQLException {
        return ResetJson.read(row.getString("body"), FollowUp.class);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
