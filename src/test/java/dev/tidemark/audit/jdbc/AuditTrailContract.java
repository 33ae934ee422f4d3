package dev.tidemark.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.audit.AuditProperties;
import dev.tidemark.audit.AuditTrail.Broken;
import dev.tidemark.audit.AuditTrail.Broken.How;
import dev.tidemark.audit.AuditTrail.Query;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

abstract class AuditTrailContract {
    private static final Instant AT = Instant.parse("2026-03-04T03:05:06.123456789Z");

    private final JdbcClient jdbc = JdbcClient.create(database());
    private final JdbcAuditTrail trail = new JdbcAuditTrail(jdbc, new AuditProperties(""));

    abstract DataSource database();

    @Test
    void readsBackWhatWasAppendedNewestFirst() {
        trail.append(AT, event("mei", "orders"));
        trail.append(AT.plusSeconds(1), event("ben", "billing / 账单"));

        var page = trail.find(everything());

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.entries()).extracting(entry -> entry.event().actor()).containsExactly("ben", "mei");
        assertThat(page.entries().getFirst().event()).isEqualTo(event("ben", "billing / 账单"));
        assertThat(page.entries().getLast().at()).isEqualTo("2026-03-04T03:05:06.123456Z");
    }

    @Test
    void findsNothingWrongInAnUnchangedTrail() {
        for (int i = 0; i < 1_100; i++) {
            trail.append(AT.plusSeconds(i), event("mei", "orders"));
        }

        assertThat(trail.verify().entries()).isEqualTo(1_100);
        assertThat(trail.verify().broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"update audit_entry set actor = 'eve' where seq = 2 | 2 | CHANGED",
        "update audit_entry set detail = '{}' where seq = 3 | 3 | CHANGED",
        "update audit_entry set at = at + interval '1' second where seq = 1 | 1 | CHANGED",
        "delete from audit_entry where seq = 1 | 1 | MISSING", "delete from audit_entry where seq = 2 | 2 | MISSING",
        "delete from audit_entry where seq = 3 | 3 | MISSING", "delete from audit_entry | 1 | MISSING",
        "update audit_head set seq = 2 | 2 | CHANGED"})
    void findsWhatWasChangedBehindItsBack(String tampering, long seq, How how) {
        for (int i = 0; i < 3; i++) {
            trail.append(AT.plusSeconds(i), event("mei", "orders"));
        }
        jdbc.sql(tampering).update();

        assertThat(trail.verify().broken()).contains(new Broken(seq, how));
    }

    @Test
    void cannotBeForgedWithoutTheKey() {
        JdbcAuditTrail keyed = new JdbcAuditTrail(jdbc, new AuditProperties("a secret"));
        keyed.append(AT, event("mei", "orders"));

        assertThat(keyed.verify().broken()).isEmpty();
        assertThat(trail.verify().broken()).contains(new Broken(1, How.CHANGED));
    }

    @ParameterizedTest
    @CsvSource({"ckafka-a*,2", "ckafka-b,1", "*,3", "ckafka_a*,0"})
    void showsOnlyInstancesThatTheReaderMaySee(String visible, long total) {
        trail.append(AT, event("mei", "ckafka-a1", "orders"));
        trail.append(AT, event("mei", "ckafka-a2", "orders"));
        trail.append(AT, event("mei", "ckafka-b", "orders"));

        assertThat(trail.find(query(List.of(new IdPattern(visible)), "", "")).total()).isEqualTo(total);
        assertThat(trail.find(query(List.of(), "", "")).total()).isZero();
    }

    @Test
    void searchesByPersonAndPartOfAGroupsName() {
        trail.append(AT, event("mei", "orders-100%"));
        trail.append(AT, event("ben", "orders-1000"));

        assertThat(trail.find(query(List.of(new IdPattern("*")), "ben", "orders")).total()).isEqualTo(1);
        assertThat(trail.find(query(List.of(new IdPattern("*")), "", "100%")).total()).isEqualTo(1);
    }

    private static Query everything() {
        return query(List.of(new IdPattern("*")), "", "");
    }

    private static Query query(List<IdPattern> visible, String actor, String group) {
        return new Query(visible, Optional.empty(), Optional.empty(), actor, "", group, "", 0, 50);
    }

    private static AuditEvent event(String actor, String group) {
        return event(actor, "ckafka-a", group);
    }

    private static AuditEvent event(String actor, String instance, String group) {
        return new AuditEvent(actor, Action.APPROVE_RESET, Phase.DONE, new InstanceId(instance),
                new ConsumerGroupId(group), OptionalLong.of(7), "{\"comment\":\"ok\"}");
    }
}
