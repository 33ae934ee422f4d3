package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which resets to show.
 *
 * @param statuses empty for every status
 * @param person who asked or decided; empty for everybody
 */
public record ResetFilter(Set<ResetStatus> statuses, Optional<InstanceId> instance, Optional<ConsumerGroupId> group,
        String person, PageRequest page) {
    public ResetFilter {
        statuses = Set.copyOf(statuses);
    }

    static ResetFilter waiting() {
        return new ResetFilter(Set.of(ResetStatus.PENDING), Optional.empty(), Optional.empty(), "",
                new PageRequest(0, PageRequest.MAX_LIMIT));
    }

    ResetStore.Query query(List<IdPattern> visible) {
        return new ResetStore.Query(visible, statuses, instance, group, person, page.offset(), page.limit());
    }
}
