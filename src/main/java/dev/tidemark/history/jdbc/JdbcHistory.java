package dev.tidemark.history.jdbc;

import dev.tidemark.history.HistoryMark;
import dev.tidemark.history.HistoryMark.Kind;
import dev.tidemark.history.HistoryPoint;
import dev.tidemark.history.HistoryProperties;
import dev.tidemark.history.HistorySample;
import dev.tidemark.history.HistoryStore;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.timeindex.TimeLag;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Samples as narrow rows under a number for each series. Times are whole seconds since 1970, because rows are merged by
 * dividing them, which every database does alike.
 */
@Repository
class JdbcHistory implements HistoryStore {
    private static final int BATCH = 1_000;
    private static final long FIVE_MINUTES = 300;
    private static final long HOUR = 3_600;
    // A group whose state changes all day must not fill the database with it.
    private static final int MARKS_OF_A_GROUP = 2_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final HistoryProperties properties;
    private final Map<String, Long> series = new ConcurrentHashMap<>();

    JdbcHistory(JdbcClient jdbc, JdbcTemplate batches, HistoryProperties properties) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.properties = properties;
    }

    @Override
    public int add(List<HistorySample> samples) {
        if (series.isEmpty()) {
            jdbc.sql("select digest, id from lag_series")
                    .query(row -> {
                        series.put(row.getString(1), row.getLong(2));
                    });
        }
        List<HistorySample> room = samples.stream().filter(this::hasRoom).toList();
        batches.batchUpdate("insert into lag_sample (series_id, at, span, lag, time_lag, time_lag_at_least, members) "
                + "values (?, ?, 0, ?, ?, ?, ?) on conflict do nothing", room, BATCH, this::fill);
        return samples.size() - room.size();
    }

    @Override
    public void mark(List<HistoryMark> marks) {
        batches.batchUpdate("insert into lag_mark (digest, at, kind, old_value, new_value) values (?, ?, ?, ?, ?)",
                marks, BATCH,
                (row, mark) -> {
                    row.setString(1, mark.group().digest());
                    row.setObject(2, mark.at().atOffset(ZoneOffset.UTC));
                    row.setString(3, mark.kind().name());
                    row.setString(4, mark.before());
                    row.setString(5, mark.after());
                });
    }

    @Override
    public List<HistoryPoint> points(GroupKey group, String topic, Instant from, Instant to) {
        return jdbc.sql("""
                select at, span, lag, coalesce(lag_max, lag) as most, time_lag, time_lag_at_least, members
                from lag_sample
                where series_id = (select id from lag_series where digest = ?) and at > ? and at + span >= ? and at <= ?
                order by at""")
                .params(group.digest(topic), from.getEpochSecond() - HOUR, from.getEpochSecond(), to.getEpochSecond())
                .query((row, _) -> point(row)).list();
    }

    @Override
    public List<HistoryMark> marks(GroupKey group, Instant from, Instant to) {
        return jdbc.sql(
                "select at, kind, old_value, new_value from lag_mark where digest = ? and at >= ? and at <= ? order by at, id")
                .params(group.digest(), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new HistoryMark(group, row.getObject("at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(row.getString("kind")), row.getString("old_value"), row.getString("new_value")))
                .list();
    }

    @Override
    public List<String> topics(GroupKey group) {
        return jdbc.sql("select topic from lag_series where group_digest = ? and topic <> '' order by topic")
                .param(group.digest()).query((row, _) -> row.getString(1)).list();
    }

    @Override
    @Transactional
    public void thin(Instant now) {
        merge(0, FIVE_MINUTES, now.minus(properties.retention().raw()));
        merge(FIVE_MINUTES, HOUR, now.minus(properties.retention().fiveMinutes()));
        long kept = now.minus(properties.retention().hourly()).getEpochSecond();
        jdbc.sql("delete from lag_sample where at < ?").param(kept).update();
        jdbc.sql("""
                delete from lag_series where created_at < ?
                and not exists (select 1 from lag_sample where series_id = lag_series.id)""").param(kept).update();
        jdbc.sql("delete from lag_mark where at < ?")
                .param(now.minus(properties.retention().hourly()).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                delete from lag_mark where id in (select id from (
                    select id, row_number() over (partition by digest order by at desc, id desc) as place
                    from lag_mark) numbered where place > ?)""").param(MARKS_OF_A_GROUP).update();
        series.clear();
    }

    /** Whole spans only, so that none is merged twice. */
    private void merge(long fine, long coarse, Instant before) {
        long end = before.getEpochSecond() / coarse * coarse;
        jdbc.sql("""
                insert into lag_sample (series_id, at, span, lag, lag_max, time_lag, time_lag_at_least, members)
                select series_id, begins, ?, cast(round(avg(lag)) as bigint), max(coalesce(lag_max, lag)),
                    max(time_lag),
                    coalesce(max(case when time_lag_at_least then time_lag end) = max(time_lag), false), min(members)
                from (select lag_sample.*, at / ? * ? as begins from lag_sample where span = ? and at < ?) fine
                group by series_id, begins
                on conflict do nothing""")
                .params(coarse, coarse, coarse, fine, end).update();
        jdbc.sql("delete from lag_sample where span = ? and at < ?").params(fine, end).update();
    }

    private boolean hasRoom(HistorySample sample) {
        return series.containsKey(sample.group().digest(sample.topic()))
                || (series.size() < properties.maxSeries() && open(sample));
    }

    private boolean open(HistorySample sample) {
        String digest = sample.group().digest(sample.topic());
        try {
            jdbc.sql("""
                    insert into lag_series (digest, group_digest, instance_id, group_id, topic, created_at)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(digest, sample.group().digest(), sample.group().instance().value(),
                            sample.group().group().value(), sample.topic(), sample.at().getEpochSecond())
                    .update();
        } catch (DuplicateKeyException _) {
            // Another process opened it first; it is the same series.
        }
        series.put(digest, jdbc.sql("select id from lag_series where digest = ?").param(digest).query(Long.class)
                .single());
        return true;
    }

    private void fill(PreparedStatement row, HistorySample sample) throws SQLException {
        row.setLong(1, Objects.requireNonNull(series.get(sample.group().digest(sample.topic()))));
        row.setLong(2, sample.at().getEpochSecond());
        row.setObject(3, sample.lag().isKnown() ? sample.lag().messages().getAsLong() : null, Types.BIGINT);
        row.setObject(4, sample.timeLag().map(lag -> lag.estimate().toSeconds()).orElse(null), Types.BIGINT);
        row.setBoolean(5, sample.timeLag().filter(TimeLag::isLowerBound).isPresent());
        row.setObject(6, sample.members().isPresent() ? sample.members().getAsInt() : null, Types.INTEGER);
    }

    private static HistoryPoint point(ResultSet row) throws SQLException {
        Optional<Duration> timeLag = Optional.ofNullable(row.getObject("time_lag", Long.class))
                .map(Duration::ofSeconds);
        Integer members = row.getObject("members", Integer.class);
        return new HistoryPoint(Instant.ofEpochSecond(row.getLong("at")), Duration.ofSeconds(row.getLong("span")),
                number(row, "lag"), number(row, "most"), timeLag,
                row.getBoolean("time_lag_at_least"), members == null ? OptionalInt.empty() : OptionalInt.of(members));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        Long number = row.getObject(column, Long.class);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
