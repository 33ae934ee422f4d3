package dev.tidemark.consumergroup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.PageReader;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a page costs, counted at the emulator: the quota belongs to everybody who looks. */
class ReadingCostIT {
    private static final String INSTANCE = "/instances/ckafka-cost";
    private static final int GROUPS_A_PAGE = 25;

    @Test
    void answersEveryPageFromAtMostThreeCalls() {
        SharedBroker broker = SharedBroker.get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 0; topic < 60; topic++) {
            broker.topic("cost-" + topic, 1);
            offsets.put(new TopicPartition("cost-" + topic, 0), 0L);
        }
        broker.commit("cost-group", offsets);
        SharedEmulator emulator = SharedEmulator.inFrontOf(broker.as("ckafka-cost"));
        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE)) {
            PageReader reader = new PageReader(dashboard.root(), "viewer", "secret");
            for (String page : List.of("/instances", INSTANCE + "/groups", INSTANCE + "/groups?search=cost&sort=state",
                    INSTANCE + "/groups/total", INSTANCE + "/group?name=cost-group",
                    INSTANCE + "/group?name=cost-group&offset=50", INSTANCE + "/group?name=cost-group&refresh=2",
                    INSTANCE + "/group?name=cost-group&earliest=cost-1&topic=cost-1",
                    INSTANCE + "/group/history?name=cost-group", INSTANCE + "/topic?name=cost-1", "/")) {
                int before = emulator.requests();
                HttpResponse<byte[]> answer = reader.open(page);

                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(emulator.requests() - before).as(page).isLessThanOrEqualTo(3);
            }
        }
    }

    /** CKafka tells the offsets of one group at a time, so lag costs more than the page it is filled into. */
    @Test
    void fillsInTheLagOfAListWithOneCallForEachGroupOfThePageAndNoMore() {
        SharedBroker broker = SharedBroker.get();
        broker.topic("cost-fill", 1);
        for (int group = 0; group < GROUPS_A_PAGE + 10; group++) {
            broker.commit("cost-fill-" + group, Map.of(new TopicPartition("cost-fill", 0), 0L));
        }
        SharedEmulator emulator = SharedEmulator.inFrontOf(broker.as("ckafka-cost"));
        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE)) {
            PageReader reader = new PageReader(dashboard.root(), "viewer", "secret");
            reader.open("/instances");
            int before = emulator.requests();
            HttpResponse<byte[]> answer = reader.open(INSTANCE + "/groups?search=cost-fill-&lag=sorted");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(emulator.requests("DescribeGroupOffsets")).isEqualTo(GROUPS_A_PAGE);
            assertThat(emulator.requests() - before).isEqualTo(GROUPS_A_PAGE + 2);
        }
    }
}
