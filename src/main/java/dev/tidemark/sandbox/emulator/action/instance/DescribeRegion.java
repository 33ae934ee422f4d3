package dev.tidemark.sandbox.emulator.action.instance;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** The regions that CKafka is sold in: in the sandbox, one. */
public record DescribeRegion() implements Action {
    private static final Row GUANGZHOU = new Row(1, "广州", "华南地区", "gz", "ap-guangzhou", "profession,serverless", 0,
            0);

    @Override
    public Set<String> parameters() {
        return Set.of("Offset", "Limit", "Business", "CdcId");
    }

    @Override
    public Answer answer(Parameters parameters) {
        return new Answer(Page.of(parameters, 20, 100).of(List.of(GUANGZHOU)));
    }

    public record Answer(List<Row> result) {
    }

    record Row(int regionId, String regionName, String areaName, String regionCode, String regionCodeV3, String support,
            int ipv6, int multiZone) {
    }
}
