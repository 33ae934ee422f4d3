package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.orEmpty;
import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.Config;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicAttributesRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicSyncReplicaRequest;
import com.tencentcloudapi.ckafka.v20190819.models.TopicInSyncReplicaInfo;
import com.tencentcloudapi.ckafka.v20190819.models.TopicInSyncReplicaResult;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what partitions hold with DescribeTopicSyncReplica, the only action of the API that knows where a log begins, and for
 * how long with DescribeTopicAttributes.
 */
public final class V3TopicOffsets implements TopicOffsets {
    private static final String ACTION = "DescribeTopicSyncReplica";
    // The older documents name 20 as the most; the newer ones name none.
    private static final int PARTITIONS_A_PAGE = 20;
    // "partition-12": the number is part of a name in this one answer.
    private static final String PREFIX = "partition-";

    private final V3InstanceCalls calls;

    public V3TopicOffsets(Instances instances, V3Calls calls, Caller caller) {
        this.calls = new V3InstanceCalls(instances, calls, caller);
    }

    @Override
    public SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic) {
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        int read = 0;
        long total;
        do {
            int from = read;
            TopicInSyncReplicaResult page = calls.read(instance, ACTION, client -> {
                DescribeTopicSyncReplicaRequest request = new DescribeTopicSyncReplicaRequest();
                request.setInstanceId(instance.value());
                request.setTopicName(topic);
                request.setOffset((long) from);
                request.setLimit((long) PARTITIONS_A_PAGE);
                return client.DescribeTopicSyncReplica(request).getResult();
            });
            rows(page.getTopicInSyncReplicaList()).forEach(row -> add(row, ranges));
            int rows = (int) rows(page.getTopicInSyncReplicaList()).count();
            read += rows;
            total = rows == 0 ? read : page.getTotalCount();
        } while (read < total);
        return ranges;
    }

    @Override
    public Optional<Retention> retention(InstanceId instance, String topic) {
        Config config = calls.read(instance, "DescribeTopicAttributes", client -> {
            DescribeTopicAttributesRequest request = new DescribeTopicAttributesRequest();
            request.setInstanceId(instance.value());
            request.setTopicName(topic);
            return client.DescribeTopicAttributes(request).getResult();
        }).getConfig();
        return config == null
                ? Optional.empty()
                : Optional.of(new Retention(
                        Optional.ofNullable(config.getRetention()).filter(some -> some > 0).map(Duration::ofMillis),
                        orEmpty(config.getCleanUpPolicy()).contains("compact")));
    }

    private static void add(TopicInSyncReplicaInfo row, SortedMap<Integer, OffsetRange> ranges) {
        Long begin = row.getBeginOffset();
        Long end = row.getEndOffset();
        String partition = orEmpty(row.getPartition());
        if (begin != null && end != null && begin >= 0 && end >= begin && partition.startsWith(PREFIX)) {
            ranges.put(Integer.parseInt(partition.substring(PREFIX.length())), new OffsetRange(begin, end));
        }
    }
}
