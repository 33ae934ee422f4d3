package dev.tidemark.triage.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.webkit.Link;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The health of one group.
 *
 * @param here the address of this page, which polls itself
 * @param row null while the sweep has not seen the group
 */
record GroupHealthPage(String group, String instanceId, String here, @Nullable TriageRow row) {
    static GroupHealthPage of(InstanceId instance, ConsumerGroupId group, Optional<TriageRow> row) {
        return new GroupHealthPage(group.value(), instance.value(), Link.to("/instances/{id}/group/health", instance)
                .with("name", group.value()).toString(), row.orElse(null));
    }
}
