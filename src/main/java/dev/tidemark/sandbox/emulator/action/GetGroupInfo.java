package dev.tidemark.sandbox.emulator.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;

/** The legacy API's {@link DescribeGroupInfo}: an array of group names in, an array as {@code data} out, in snake_case. */
record GetGroupInfo(DescribeGroupInfo newer) implements Action {
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

    record Answer(List<Row> data) {
    }

    record Row(@JsonProperty("err_code") int error, String state, @JsonProperty("protocol_type") String type,
            String protocol, List<Member> members, String group) {
    }

    record Member(@JsonProperty("member_id") String id, @JsonProperty("client_id") String client,
            @JsonProperty("client_host") String host, DescribeGroupInfo.Assignment assignment) {
    }
}
