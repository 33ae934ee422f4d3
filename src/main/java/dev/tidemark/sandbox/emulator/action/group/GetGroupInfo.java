package dev.tidemark.sandbox.emulator.action.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** The legacy API's {@link DescribeGroupInfo}: an array of group names in, an array as {@code data} out, in snake_case. */
public record GetGroupInfo(DescribeGroupInfo newer) implements Action {
    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("instanceId", "group");
    }

    @Override
    public Answer answer(Parameters parameters) {
        return new Answer(newer.answer(LegacyNames.of(parameters)).result().stream().map(GetGroupInfo::row).toList());
    }

    private static Row row(DescribeGroupInfo.Row row) {
        return new Row(Integer.parseInt(row.errorCode()), row.state(), row.protocolType(), row.protocol(),
                row.members().stream().map(member -> new Member(member.memberId(), member.clientId(),
                        member.clientHost(), member.assignment())).toList(),
                row.group());
    }

    public record Answer(List<Row> data) {
    }

    record Row(@JsonProperty("err_code") int error, String state, @JsonProperty("protocol_type") String type,
            String protocol, List<Member> members, String group) {
    }

    record Member(@JsonProperty("member_id") String id, @JsonProperty("client_id") String client,
            @JsonProperty("client_host") String host, DescribeGroupInfo.Assignment assignment) {
    }
}
