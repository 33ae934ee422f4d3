package dev.tidemark.lag.jdbc;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.timeindex.OffsetTimeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A row for each instance and sweep that is kept; times are seconds since 1970. */
@Repository
class JdbcOffsetTimes implements OffsetTimeStore {
    private static final String ENTRY = "id, instance_id, began, ended, clock_ahead";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    JdbcOffsetTimes(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public void add(InstanceId instance, Instant began, Instant ended, byte[] logEnds) {
        jdbc.sql("insert into log_end (instance_id, began, ended, clock_ahead, body) values (?, ?, ?, ?, ?)")
                .params(instance.value(), began.getEpochSecond(), ended.getEpochSecond() + 1, clockAhead(), logEnds)
                .update();
    }

    @Override
    public void after(long id, BiConsumer<Entry, byte[]> reader) {
        jdbc.sql("select " + ENTRY + ", body from log_end where id > ? order by id").param(id)
                .query(row -> {
                    reader.accept(entry(row), row.getBytes("body"));
                });
    }

    @Override
    public List<Entry> entries() {
        return jdbc.sql("select " + ENTRY + " from log_end order by id").query((row, _) -> entry(row)).list();
    }

    @Override
    public void delete(Collection<Long> ids) {
        batches.batchUpdate("delete from log_end where id = ?", ids, 500, (row, id) -> row.setLong(1, id));
    }

    @Override
    public long clockAhead() {
        Instant now = jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
        return Duration.between(clock.instant(), now).toSeconds();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong("id"), new InstanceId(row.getString("instance_id")),
                Instant.ofEpochSecond(row.getLong("began")), Instant.ofEpochSecond(row.getLong("ended")),
                row.getLong("clock_ahead"));
    }
}
