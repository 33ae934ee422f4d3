package dev.tidemark.offsetreset.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.offsetreset.write.ResetStatus;
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
import org.springframework.context.ApplicationContext;

/** What is sampled by a process other than the one that executes a reset, and whose clock is ahead of the other's. */
@WebTest
class FollowUpTrackerTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-tracked");
    private static final ConsumerGroupId GROUP = new ConsumerGroupId("tracked");
    private static final Operator ADMIN = admin("admin");

    @Autowired
    private ResetPreviewService previews;
    @Autowired
    private OffsetResetService resets;
    @Autowired
    private FollowUpTracker tracker;
    @Autowired
    private FollowUpStore followUps;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ApplicationContext application;

    @Test
    void takesNoSampleFromBeforeAResetForACommitAfterIt() {
        long reset = rewound();
        // Two sweeps saw the group before the write, and by their clock it was after it.
        sweep(100);
        sweep(100);
        ckafka.offsets(INSTANCE, GROUP, "orders", List.of(Offsets.committed(0, 0, 100)));

        tracker.look();
        tracker.look();
        assertThat(state(reset)).isEqualTo(State.WAITING);

        // A sweep that had asked before the write ends after it.
        sweep(100);
        tracker.look();
        assertThat(state(reset)).isEqualTo(State.WAITING);

        sweep(0);
        tracker.look();
        assertThat(state(reset)).isEqualTo(State.WAITING);
        assertThat(followUps.find(reset).orElseThrow().figures().messages()).hasValue(100);
    }

    private State state(long reset) {
        return followUps.find(reset).orElseThrow().state();
    }

    private void sweep(long committed) {
        ckafka.offsets(INSTANCE, GROUP, "orders", List.of(Offsets.committed(0, committed, 100)));
        clock.advance(Duration.ofSeconds(20));
        Sweeps.sweep(application);
    }

    private long rewound() {
        ckafka.instance(Groups.instance(INSTANCE.value(), "tracked", "ap-tracked"))
                .group(INSTANCE, Groups.empty(GROUP.value()))
                .offsets(INSTANCE, GROUP, "orders", List.of(Offsets.committed(0, 100, 100)));
        String preview = previews.preview(ADMIN, INSTANCE, GROUP,
                new ResetScope(List.of(new ResetScope.Part("orders", Optional.empty()))),
                new ResetTarget.ToEarliest(), ResetMode.PINNED, Optional.empty()).id();
        long id = resets.request(ADMIN, preview, GROUP.value(), "why", Optional.empty()).id();
        resets.approve(admin("anna"), id, "");
        assertThat(resets.execute(ADMIN, id).status()).isEqualTo(ResetStatus.APPLIED);
        return id;
    }

    private static Operator admin(String name) {
        return new Operator(name,
                List.of(new Grant(Role.ADMIN, new IdPattern("*"), new IdPattern("*"), Set.of())));
    }
}
