package dev.tidemark.alert.jdbc;

import dev.tidemark.alert.Alert;
import dev.tidemark.alert.AlertStore;
import dev.tidemark.alert.Delivery;
import dev.tidemark.alert.OpenAlert;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Troubles and messages as rows; a message stays until it was taken or given up, whatever happens to the process. */
@Repository
class JdbcAlerts implements AlertStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;

    JdbcAlerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OpenAlert> troubles() {
        return jdbc.sql("select * from trouble").query((row, _) -> trouble(row)).list();
    }

    @Override
    @Transactional
    public void change(List<OpenAlert> seen, List<OpenAlert> over, List<Delivery> messages) {
        over.forEach(this::remove);
        seen.forEach(trouble -> {
            remove(trouble);
            jdbc.sql("""
                    insert into trouble (digest, instance_id, instance_name, group_id, verdict, since, announced,
                        fine_since)
                    values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(trouble.group().digest(), trouble.group().instance().value(), trouble.instanceName(),
                            trouble.group().group().value(), trouble.verdict().name(), utc(trouble.since()))
                    .param(trouble.announced().map(Verdict::name).orElse(null))
                    .param(trouble.fineSince().map(JdbcAlerts::utc).orElse(null))
                    .update();
        });
        messages.forEach(message -> jdbc.sql("""
                insert into delivery (receiver, subject, alert, created_at, attempts, next_at)
                values (?, ?, ?, ?, 0, ?)""")
                .params(message.receiver(), message.subject(), JSON.writeValueAsString(message.alert()),
                        utc(message.createdAt()), utc(message.createdAt()))
                .update());
    }

    @Override
    public List<Delivery> due(Instant now, int most) {
        return jdbc.sql("""
                select * from delivery where ended_at is null and next_at <= ? and not exists (
                    select 1 from delivery earlier where earlier.receiver = delivery.receiver
                    and earlier.subject = delivery.subject and earlier.id < delivery.id and earlier.ended_at is null)
                order by id limit ?""").params(utc(now), most).query((row, _) -> delivery(row)).list();
    }

    @Override
    public boolean take(Delivery delivery, Instant now, Duration holds) {
        return jdbc.sql("""
                update delivery set attempts = attempts + 1, next_at = ?
                where id = ? and attempts = ? and ended_at is null""")
                .params(utc(now.plus(holds)), delivery.id(), delivery.attempts()).update() == 1;
    }

    @Override
    public void delivered(Delivery delivery, Instant at) {
        end(delivery, null, at);
    }

    @Override
    public void failed(Delivery delivery, String why, Instant nextTry) {
        jdbc.sql("update delivery set next_at = ?, error = ? where id = ? and ended_at is null")
                .params(utc(nextTry), some(why), delivery.id()).update();
    }

    @Override
    public void givenUp(Delivery delivery, String why, Instant at) {
        end(delivery, some(why), at);
    }

    @Override
    public void forget(Instant endedBefore) {
        jdbc.sql("delete from delivery where ended_at < ?").param(utc(endedBefore)).update();
    }

    @Override
    public long waiting() {
        return jdbc.sql("select count(*) from delivery where ended_at is null").query(Long.class).single();
    }

    private void end(Delivery delivery, @Nullable String error, Instant at) {
        jdbc.sql("update delivery set ended_at = ?, error = ? where id = ?").param(utc(at)).param(error)
                .param(delivery.id()).update();
    }

    private void remove(OpenAlert trouble) {
        jdbc.sql("delete from trouble where digest = ?").param(trouble.group().digest()).update();
    }

    private static OpenAlert trouble(ResultSet row) throws SQLException {
        return new OpenAlert(
                new GroupKey(new InstanceId(row.getString("instance_id")),
                        new ConsumerGroupId(row.getString("group_id"))),
                row.getString("instance_name"), Verdict.valueOf(row.getString("verdict")), instant(row, "since"),
                Optional.ofNullable(row.getString("announced")).map(Verdict::valueOf),
                Optional.ofNullable(row.getObject("fine_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(row.getLong("id"), row.getString("receiver"), row.getString("subject"),
                JSON.readValue(row.getString("alert"), Alert.class), instant(row, "created_at"),
                row.getInt("attempts"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String some(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
