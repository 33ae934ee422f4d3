package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.orEmpty;

import com.tencentcloudapi.ckafka.v20190819.models.BatchModifyGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.BatchModifyGroupOffsetsResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTaskStatusRequest;
import com.tencentcloudapi.ckafka.v20190819.models.JgwOperateResponse;
import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsResponse;
import com.tencentcloudapi.ckafka.v20190819.models.OperateResponseData;
import com.tencentcloudapi.ckafka.v20190819.models.Partitions;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Moves offsets with BatchModifyGroupOffsets (an offset for each partition) or ModifyGroupOffsets (one move for some).
 * Both always name exactly one topic, because a list left out or empty means all of them.
 */
public final class V3GroupOffsetsWriter implements GroupOffsetsWriter {
    private static final long SHIFT = 0;
    private static final long TIME = 1;
    private static final long OFFSET = 2;
    // "Documented 0", and in the vendor's samples OK; whatever else, an answer without an error is not yet a success.
    private static final Set<String> GOOD = Set.of("0", "ok", "OK", "Ok");

    private final V3InstanceCalls calls;

    public V3GroupOffsetsWriter(Instances instances, V3Calls calls) {
        this.calls = new V3InstanceCalls(instances, calls, Caller.INTERACTIVE);
    }

    @Override
    public Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        return switch (write) {
            case Pinned pinned -> calls.write(instance, "BatchModifyGroupOffsets", permit, client -> {
                BatchModifyGroupOffsetsResponse answer = client
                        .BatchModifyGroupOffsets(batch(instance, group, pinned));
                return accepted(answer.getResult(), answer.getRequestId());
            });
            case Resolved resolved -> calls.write(instance, "ModifyGroupOffsets", permit, client -> {
                ModifyGroupOffsetsResponse answer = client.ModifyGroupOffsets(modify(instance, group, resolved));
                return accepted(answer.getResult(), answer.getRequestId());
            });
        };
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return calls.read(instance, "DescribeTaskStatus", client -> {
            DescribeTaskStatusRequest request = new DescribeTaskStatusRequest();
            request.setFlowId(task);
            long status = client.DescribeTaskStatus(request).getResult().getStatus();
            return status == 0 ? TaskState.SUCCEEDED : status == 1 ? TaskState.FAILED : TaskState.RUNNING;
        });
    }

    @Override
    public Capabilities capabilities(InstanceId instance) {
        return Capabilities.ALL;
    }

    private static BatchModifyGroupOffsetsRequest batch(InstanceId instance, ConsumerGroupId group, Pinned write) {
        BatchModifyGroupOffsetsRequest request = new BatchModifyGroupOffsetsRequest();
        request.setInstanceId(instance.value());
        request.setGroupName(group.value());
        request.setTopicName(new String[]{write.topic()});
        request.setPartitions(write.offsets().entrySet().stream().map(each -> {
            Partitions partition = new Partitions();
            partition.setPartition((long) each.getKey());
            partition.setOffset(each.getValue());
            return partition;
        }).toArray(Partitions[]::new));
        return request;
    }

    private static ModifyGroupOffsetsRequest modify(InstanceId instance, ConsumerGroupId group, Resolved write) {
        ModifyGroupOffsetsRequest request = new ModifyGroupOffsetsRequest();
        request.setInstanceId(instance.value());
        request.setGroup(group.value());
        request.setTopics(new String[]{write.topic()});
        request.setPartitions(write.partitions().stream().map(Integer::longValue).toArray(Long[]::new));
        switch (write.move()) {
            case ByShift by -> {
                request.setStrategy(SHIFT);
                request.setShift(by.shift());
            }
            case ToTime to -> {
                request.setStrategy(TIME);
                request.setShiftTimestamp(to.timestamp());
            }
            case ToOffset to -> {
                request.setStrategy(OFFSET);
                request.setOffset(to.offset());
            }
        }
        return request;
    }

    private static Accepted accepted(JgwOperateResponse result, String requestId) {
        String code = orEmpty(result.getReturnCode());
        if (!GOOD.contains(code)) {
            throw new ClusterUnavailable(Reason.REFUSED, Optional.of("ReturnCode " + code),
                    Optional.ofNullable(requestId), orEmpty(result.getReturnMessage()), null);
        }
        OperateResponseData data = result.getData();
        boolean goesOn = data != null && data.getFlowId() != null && data.getFlowId() > 0;
        return new Accepted(orEmpty(requestId), goesOn ? OptionalLong.of(data.getFlowId()) : OptionalLong.empty());
    }
}
