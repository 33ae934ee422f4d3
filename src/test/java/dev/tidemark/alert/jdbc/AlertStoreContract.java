package dev.tidemark.alert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.alert.Alert;
import dev.tidemark.alert.AlertStore;
import dev.tidemark.alert.Delivery;
import dev.tidemark.alert.OpenAlert;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of alerts, on each database. */
abstract class AlertStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final GroupKey GROUP = new GroupKey(new InstanceId("ckafka-one"),
            new ConsumerGroupId("订单/夜间 <b>"));

    private AlertStore store;

    abstract DataSource database();

    @BeforeEach
    void connect() {
        store = new JdbcAlerts(JdbcClient.create(database()));
    }

    @Test
    void keepsTheTroubleOfAGroupUntilItIsOver() {
        OpenAlert first = new OpenAlert(GROUP, "orders", Verdict.STALL, NOON, Optional.empty(),
                Optional.empty());
        OpenAlert later = new OpenAlert(GROUP, "orders", Verdict.STOP, NOON, Optional.of(Verdict.STALL),
                Optional.of(NOON.plusSeconds(9)));
        store.change(List.of(first), List.of(), List.of());
        store.change(List.of(later), List.of(), List.of());
        assertThat(store.troubles()).containsExactly(later);

        store.change(List.of(), List.of(later), List.of());

        assertThat(store.troubles()).isEmpty();
    }

    @Test
    void givesAMessageToOneSenderAtATime() {
        queue(message("chat", "a"));
        Delivery waiting = store.due(NOON, 9).getFirst();
        assertThat(waiting.alert().group()).isEqualTo("订单/夜间 <b>");

        assertThat(store.take(waiting, NOON, Duration.ofMinutes(1))).isTrue();

        assertThat(store.take(waiting, NOON, Duration.ofMinutes(1))).isFalse();
        assertThat(store.due(NOON.plusSeconds(59), 9)).isEmpty();
        assertThat(store.due(NOON.plusSeconds(60), 9)).singleElement()
                .satisfies(again -> assertThat(again.attempts()).isEqualTo(1));
    }

    @Test
    void keepsTheOrderOfWhatIsAboutTheSameAndHoldsUpNothingElse() {
        queue(message("chat", "a"), message("chat", "a"), message("chat", "b"), message("pager", "a"));

        List<Delivery> due = store.due(NOON, 9);
        assertThat(due).extracting(each -> each.receiver() + each.subject()).containsExactly("chata", "chatb",
                "pagera");
        store.delivered(due.getFirst(), NOON);

        assertThat(store.due(NOON, 9)).hasSize(3);
        assertThat(store.waiting()).isEqualTo(3);
    }

    @Test
    void triesAgainWhenItIsTimeAndForgetsWhatHasEnded() {
        queue(message("chat", "a"));
        Delivery waiting = store.due(NOON, 9).getFirst();
        store.take(waiting, NOON, Duration.ofMinutes(1));
        store.failed(waiting, "status 500", NOON.plusSeconds(5));
        assertThat(store.due(NOON.plusSeconds(4), 9)).isEmpty();
        assertThat(store.due(NOON.plusSeconds(5), 9)).hasSize(1);

        store.givenUp(waiting, "x".repeat(900), NOON.plusSeconds(6));

        assertThat(store.due(NOON.plusSeconds(600), 9)).isEmpty();
        store.forget(NOON.plusSeconds(7));
        assertThat(store.waiting()).isZero();
    }

    private void queue(Delivery... messages) {
        store.change(List.of(), List.of(), List.of(messages));
    }

    private static Delivery message(String receiver, String subject) {
        return new Delivery(0, receiver, subject,
                new Alert("id", "firing", NOON, "ckafka-one", "orders", "订单/夜间 <b>", "STOP", "why", NOON, 7L, null,
                        null, null, null, null, null, "text"),
                NOON, 0);
    }
}
