package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.orEmpty;
import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupInfoRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupRequest;
import com.tencentcloudapi.ckafka.v20190819.models.Filter;
import com.tencentcloudapi.ckafka.v20190819.models.GroupInfoResponse;
import com.tencentcloudapi.ckafka.v20190819.models.GroupResponse;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.GroupDescriptions;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads consumer groups with DescribeGroup, DescribeGroupInfo and DescribeGroupOffsets. */
public final class V3ConsumerGroups implements ConsumerGroups {
    private final V3InstanceCalls calls;

    public V3ConsumerGroups(Instances instances, V3Calls calls, Caller caller) {
        this.calls = new V3InstanceCalls(instances, calls, caller);
    }

    @Override
    public GroupListing list(InstanceId instance, GroupQuery query) {
        GroupListing names = calls.read(instance, "DescribeGroup", client -> {
            DescribeGroupRequest request = new DescribeGroupRequest();
            request.setInstanceId(instance.value());
            request.setOffset((long) query.page().offset());
            request.setLimit((long) query.page().limit());
            if (!query.search().isEmpty()) {
                request.setSearchWord(query.search());
            }
            query.state().ifPresent(state -> request.setFilters(new Filter[]{stateFilter(state)}));
            return toListing(client.DescribeGroup(request).getResult());
        });
        return GroupDescriptions.describe(instance, names,
                some -> info(instance, some, V3GroupAnswers::toGroups));
    }

    @Override
    public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
        return info(instance, List.of(group), answers -> V3GroupAnswers.toGroup(answers.getFirst()));
    }

    @Override
    public GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        return calls.read(instance, "DescribeGroupOffsets", client -> {
            DescribeGroupOffsetsRequest request = new DescribeGroupOffsetsRequest();
            request.setInstanceId(instance.value());
            request.setGroup(group.value());
            request.setOffset((long) query.page().offset());
            request.setLimit((long) query.page().limit());
            if (!query.search().isEmpty()) {
                request.setSearchWord(query.search());
            }
            query.topic().ifPresent(topic -> request.setTopics(new String[]{topic}));
            return V3GroupAnswers.toOffsets(client.DescribeGroupOffsets(request).getResult());
        });
    }

    private <T> T info(InstanceId instance, List<ConsumerGroupId> groups,
            Function<List<GroupInfoResponse>, T> understand) {
        return calls.read(instance, "DescribeGroupInfo", client -> {
            DescribeGroupInfoRequest request = new DescribeGroupInfoRequest();
            request.setInstanceId(instance.value());
            request.setGroupList(groups.stream().map(ConsumerGroupId::value).toArray(String[]::new));
            return understand.apply(rows(client.DescribeGroupInfo(request).getResult()).toList());
        });
    }

    private static GroupListing toListing(GroupResponse page) {
        return new GroupListing(page.getTotalCount(), rows(page.getGroupList())
                .map(row -> new GroupListing.Entry(new ConsumerGroupId(row.getGroup()), Optional.empty(),
                        OptionalInt.empty(), orEmpty(row.getProtocol())))
                .toList());
    }

    private static Filter stateFilter(GroupState state) {
        Filter filter = new Filter();
        filter.setName("GroupState");
        filter.setValues(new String[]{state.label()});
        return filter;
    }
}
