package dev.tidemark.sandbox.emulator.action.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** The legacy API's {@link DescribeGroupOffsets}: the same figures, error and log end written in snake_case. */
public record GetGroupOffsets(DescribeGroupOffsets newer) implements Action {
    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("instanceId", "group", "topics", "searchWord", "offset", "limit");
    }

    @Override
    public Answer answer(Parameters parameters) {
        return answer(newer.answer(LegacyNames.of(parameters)).result());
    }

    @Override
    public Answer answer(Parameters parameters, ActionFault fault) {
        return answer(newer.answer(LegacyNames.of(parameters), fault).result());
    }

    private static Answer answer(DescribeGroupOffsets.Result found) {
        return new Answer(new Data(found.totalCount(), found.topicList().stream()
                .map(topic -> new Topic(topic.topic(), topic.partitions().stream().map(row -> new Row(row.partition(),
                        row.offset(), row.metadata(), row.errorCode(), row.logEndOffset(), row.lag())).toList()))
                .toList()));
    }

    public record Answer(Data data) {
    }

    public record Data(int totalCount, List<Topic> topicList) {
    }

    record Topic(String topic, List<Row> partitions) {
    }

    record Row(int partition, long offset, String metadata, @JsonProperty("err_code") int error,
            @JsonProperty("log_end_offset") long logEnd, long lag) {
    }
}
