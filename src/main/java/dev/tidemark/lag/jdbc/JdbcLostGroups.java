package dev.tidemark.lag.jdbc;

import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.lost.LostGroup;
import dev.tidemark.lag.lost.LostGroupStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A row for each group that is gone; its offsets are the lines of the file that restores them. */
@Repository
class JdbcLostGroups implements LostGroupStore {
    private static final long UNKNOWN = -1;
    private static final String COLUMNS = "instance_id, group_id, instance_name, weight, lag, seen_at, gone_since, "
            + "confirmed, topics, offsets";

    private final JdbcClient jdbc;

    JdbcLostGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<LostGroup> all() {
        return jdbc.sql("select " + COLUMNS + " from lost_group").query((row, _) -> group(row)).list();
    }

    @Override
    public Optional<LostGroup> find(GroupKey group) {
        return jdbc.sql("select " + COLUMNS + " from lost_group where digest = ?").param(group.digest())
                .query((row, _) -> group(row)).optional();
    }

    @Override
    @Transactional
    public void change(Collection<LostGroup> gone, Collection<GroupKey> over) {
        over.forEach(this::remove);
        gone.forEach(group -> {
            remove(group.key());
            jdbc.sql("insert into lost_group (digest, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(group.key().digest(), group.key().instance().value(), group.key().group().value(),
                            group.instanceName(), group.weight(), group.lag().messages().orElse(UNKNOWN),
                            group.seenAt().atOffset(ZoneOffset.UTC), group.goneSince().atOffset(ZoneOffset.UTC),
                            group.confirmed(), String.join("\n", group.topics()), OffsetsCsv.write(group.offsets()))
                    .update();
        });
    }

    private void remove(GroupKey group) {
        jdbc.sql("delete from lost_group where digest = ?").param(group.digest()).update();
    }

    private static LostGroup group(ResultSet row) throws SQLException {
        long lag = row.getLong("lag");
        String offsets = row.getString("offsets");
        SortedMap<TopicPartition, Long> read = offsets.isEmpty() ? new TreeMap<>() : OffsetsCsv.read(offsets);
        return new LostGroup(
                new GroupKey(new InstanceId(row.getString("instance_id")),
                        new ConsumerGroupId(row.getString("group_id"))),
                row.getString("instance_name"), row.getInt("weight"), lag == UNKNOWN ? Lag.unknown() : Lag.of(lag),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("gone_since", OffsetDateTime.class).toInstant(), row.getBoolean("confirmed"),
                new TreeSet<>(row.getString("topics").lines().toList()), read);
    }
}
