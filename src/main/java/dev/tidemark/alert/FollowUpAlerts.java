package dev.tidemark.alert;

import dev.tidemark.alert.AlertProperties.Topic;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.FollowUpAlarm;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Queues a message when a group is in trouble after a reset, in the transaction that records the trouble. */
@Component
class FollowUpAlerts {
    private final AlertStore store;
    private final AlertMessages words;
    private final AlertProperties properties;
    private final Clock clock;

    FollowUpAlerts(AlertStore store, AlertMessages words, AlertProperties properties, Clock clock) {
        this.store = store;
        this.words = words;
        this.properties = properties;
        this.clock = clock;
    }

    @EventListener
    void trouble(FollowUpAlarm event) {
        FollowUp followUp = event.followUp();
        GroupKey group = new GroupKey(followUp.subject().instance(), followUp.subject().group());
        Instant now = clock.instant();
        store.change(List.of(), List.of(),
                properties.receivers().stream().filter(receiver -> receiver.wants(Topic.RESETS, group))
                        .map(receiver -> new Delivery(0, receiver.name(), "reset " + followUp.subject().reset(),
                                words.followUp(followUp, now, receiver.language()), now, 0))
                        .toList());
    }
}
