package dev.tidemark.testing;

import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something to look at: two instances, a region that is silent, and groups in every condition. */
final class Scenery {
    private static final InstanceId PROD = new InstanceId("ckafka-sandboxp");

    private Scenery() {
    }

    static void arrange(InMemoryCkafka ckafka) {
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"))
                .instance(new KafkaInstance(new InstanceId("ckafka-sandboxd"), "orders-dev", "default",
                        "ap-guangzhou", InstanceStatus.UPGRADING, Optional.of("3.2.3"), Map.of("env", "dev")))
                .instance(new KafkaInstance(new InstanceId("ckafka-0f93ab7e"), "风控日志", "finance", "ap-shanghai",
                        InstanceStatus.ISOLATED, Optional.empty(), Map.of("env", "prod", "team", "risk")));
        ckafka.failRegion(new Region("default", "ap-singapore"), Groups.throttled());
        behind(ckafka);
        hostile(ckafka);
        for (int i = 0; i < 60; i++) {
            ckafka.group(PROD, i % 3 == 0 ? Groups.empty("batch-export-" + i) : Groups.stable("svc-" + i));
        }
    }

    private static void behind(InMemoryCkafka ckafka) {
        ckafka.group(PROD, Groups.stable("billing",
                Groups.member("billing-0", "10.20.3.14", "orders.created-0", "orders.created-1", "orders.created-2",
                        "orders.refunded-0"),
                Groups.member("billing-1", "10.20.3.15", "orders.created-3", "orders.created-5", "orders.refunded-1"),
                Groups.member("billing-2", "10.20.3.16")));
        ConsumerGroupId billing = new ConsumerGroupId("billing");
        ckafka.offsets(PROD, billing, "orders.created",
                List.of(Offsets.committed(0, 4_812_077, 4_812_081), Offsets.committed(1, 4_799_300, 4_811_922),
                        Offsets.committed(2, 3_117_904, 4_810_455), Offsets.committed(3, 4_813_000, 4_813_000),
                        Offsets.neverCommitted(4, 91), Offsets.failed(5, 502)));
        ckafka.offsets(PROD, billing, "orders.refunded", List.of(Offsets.committed(0, 120, 150),
                new PartitionOffsets(1, OptionalLong.of(18), OptionalLong.of(18), "checkpoint=41",
                        OptionalInt.empty())));
        for (int i = 0; i < 45; i++) {
            List<PartitionOffsets> partitions = new ArrayList<>();
            for (int partition = 0; partition < 3; partition++) {
                partitions.add(Offsets.committed(partition, 1_000L * i, 1_000L * i + 37L * partition));
            }
            ckafka.offsets(PROD, billing, "audit.trail." + i, partitions);
        }
    }

    private static void hostile(InMemoryCkafka ckafka) {
        for (String name : List.of("订单 结算/夜间 job #1 & co", "<script>alert(1)</script>", "x".repeat(249),
                "../..%2F%2e%2e")) {
            ckafka.group(PROD, Groups.empty(name));
            ckafka.offsets(PROD, new ConsumerGroupId(name), "orders.created", List.of(Offsets.neverCommitted(0, 12)));
        }
    }
}
