package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.ConsumerRecord;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageListByOffsetRequest;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Asks FetchMessageListByOffset for one message and keeps its offset and timestamp. Whatever else the answer may carry,
 * key, value or headers, is dropped here.
 */
public final class V3MessageTimes implements MessageTimes {
    private final V3InstanceCalls calls;

    public V3MessageTimes(Instances instances, V3Calls calls, Caller caller) {
        this.calls = new V3InstanceCalls(instances, calls, caller);
    }

    @Override
    public Optional<MessageTime> firstFrom(InstanceId instance, TopicPartition partition, long offset) {
        return calls.read(instance, "FetchMessageListByOffset", client -> {
            FetchMessageListByOffsetRequest request = new FetchMessageListByOffsetRequest();
            request.setInstanceId(instance.value());
            request.setTopic(partition.topic());
            request.setPartition((long) partition.partition());
            request.setOffset(offset);
            request.setSinglePartitionRecordNumber(1L);
            return rows(client.FetchMessageListByOffset(request).getResult()).map(V3MessageTimes::time)
                    .filter(message -> message.offset() >= offset).min(Comparator.comparingLong(MessageTime::offset));
        });
    }

    private static MessageTime time(ConsumerRecord message) {
        return new MessageTime(message.getOffset(), Instant.ofEpochMilli(message.getTimestamp()));
    }
}
