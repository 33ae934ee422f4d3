package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;

/** One partition ticked with the mouse, in a group with one topic: Kafka says afterwards that only it has moved. */
@ExtendWith(BrowserCondition.class)
class OnePartitionIT {
    private static final String GROUP = "one-partition";
    private static final String TOPIC = "one-partition-topic";
    private static final SharedBroker BROKER = SharedBroker.get();

    @Test
    void movesWhatWasTickedAndNothingElse() {
        BROKER.topic(TOPIC, 3);
        for (int partition = 0; partition < 3; partition++) {
            BROKER.produce(TOPIC, partition, 100);
        }
        BROKER.commit(GROUP, Map.of(new TopicPartition(TOPIC, 0), 50L, new TopicPartition(TOPIC, 1), 60L,
                new TopicPartition(TOPIC, 2), 70L));
        ChromeDriver second = Chromium.another();
        try (RunningDashboard dashboard = RunningDashboard
                .watching(SharedEmulator.inFrontOf(BROKER.as("ckafka-ticked")), TestTidemark.DATABASE)) {
            int port = URI.create(dashboard.root()).getPort();
            Visitor operator = new Visitor(Chromium.fresh(), port);
            Visitor approver = new Visitor(second, port);

            operator.signedInAs("operator", "/instances/ckafka-ticked/resets/new?group=" + GROUP);
            operator.click("summary");
            operator.click("input[value='" + TOPIC + ":1']");
            operator.sees("1 topic, 1 partition");
            operator.click("input[value='to-earliest']");
            operator.click(".reset-form button[type=submit]");
            operator.sees("60 messages will be processed again");
            operator.type("#confirmGroup", GROUP);
            operator.type("#reason", "only this partition");
            operator.click("form.confirm button[type=submit]");
            operator.sees("waiting for approval");
            approver.signedInAs("approver", operator.path());
            approver.click(".decision-form .button-primary");
            approver.sees("approved");
            operator.sees("Execute: re-read 60 messages in 1 partition");
            operator.click("#actions .button-danger");
            operator.sees("60 messages were put back");

            assertThat(BROKER.committed(GROUP)).isEqualTo(Map.of(new TopicPartition(TOPIC, 0), 50L,
                    new TopicPartition(TOPIC, 1), 0L, new TopicPartition(TOPIC, 2), 70L));
            operator.metNoComplaintOfTheBrowser();
        } finally {
            Chromium.release(second);
        }
    }
}
