package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to resets by itself, as time goes by, and to writes that take their time. */
@WebTest
class ResetHousekeepingTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-house");
    private static final Operator ADMIN = new Operator("admin",
            List.of(new Grant(Role.ADMIN, new IdPattern("*"), new IdPattern("*"), Set.of())));
    private static final Operator APPROVER = new Operator("anna",
            List.of(new Grant(Role.APPROVER, new IdPattern("*"), new IdPattern("*"), Set.of())));

    @Autowired
    private ResetPreviewService previews;
    @Autowired
    private OffsetResetService resets;
    @Autowired
    private ResetHousekeeping housekeeping;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;

    @Test
    void requestsThatNobodyDecidesExpire() {
        long pending = ask("waits");
        long approved = ask("waits-too");
        resets.approve(APPROVER, approved, "");
        clock.advance(Duration.ofHours(3));
        housekeeping.tidy();
        assertThat(resets.find(ADMIN, pending).status()).isEqualTo(ResetStatus.PENDING);

        clock.advance(Duration.ofHours(2));
        housekeeping.tidy();

        assertThat(resets.find(ADMIN, pending).status()).isEqualTo(ResetStatus.EXPIRED);
        assertThat(resets.find(ADMIN, approved).status()).isEqualTo(ResetStatus.EXPIRED);
        assertThatThrownBy(() -> resets.execute(ADMIN, approved)).isInstanceOf(ResetRefused.class);
    }

    @Test
    void waitsForAWriteThatCkafkaWorksOnInTheBackground() {
        long reset = ask("task-good");
        resets.approve(APPROVER, reset, "");
        ckafka.work(TaskState.RUNNING, TaskState.SUCCEEDED);

        assertThat(resets.execute(ADMIN, reset).status()).isEqualTo(ResetStatus.APPLIED);
        assertThat(resets.writes(ADMIN, reset)).extracting(WriteAttempt::answer).containsExactly(Answer.ACCEPTED);
    }

    @Test
    void believesTheGroupRatherThanATaskThatSaysItFailed() {
        long reset = ask("task-bad");
        resets.approve(APPROVER, reset, "");
        ckafka.work(TaskState.FAILED);

        ResetRequest done = resets.execute(ADMIN, reset);

        assertThat(resets.writes(ADMIN, reset)).extracting(WriteAttempt::answer).containsExactly(Answer.REFUSED);
        assertThat(done.status()).isEqualTo(ResetStatus.APPLIED);
    }

    @Test
    void previewsThatNobodyAskedForAreForgottenAfterADay() {
        String preview = preview("forgotten");
        clock.advance(Duration.ofHours(30));

        housekeeping.tidy();

        assertThatThrownBy(() -> previews.find(ADMIN, preview)).isInstanceOf(ResetNotFound.class);
    }

    private long ask(String group) {
        return resets.request(ADMIN, preview(group), group, "why", Optional.empty()).id();
    }

    private String preview(String name) {
        ConsumerGroupId group = new ConsumerGroupId(name);
        ckafka.instance(Groups.instance(INSTANCE.value(), "house", "ap-house")).group(INSTANCE, Groups.empty(name))
                .offsets(INSTANCE, group, "orders", List.of(Offsets.committed(0, 50, 100)));
        return previews.preview(ADMIN, INSTANCE, group,
                new ResetScope(List.of(new ResetScope.Part("orders", Optional.empty()))), new ResetTarget.ToLatest(),
                ResetMode.PINNED, Optional.empty()).id();
    }
}
