package dev.tidemark.sandbox.emulator.action.instance;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.InstanceFacts;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** The settings of one instance. */
public record DescribeInstanceAttributes(List<SandboxInstance> instances) implements Action {
    private static final int MOST_GROUPS = 500;
    private static final int RETENTION_MINUTES = 1_440;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId");
    }

    @Override
    public Answer answer(Parameters parameters) {
        String id = parameters.requiredText("InstanceId");
        SandboxInstance instance = instances.stream().filter(known -> known.id().equals(id)).findFirst()
                .orElseThrow(() -> Clusters.unknown(id));
        return new Answer(new Result(id, instance.name(), InstanceFacts.host(instance), InstanceFacts.port(instance), 1,
                1, InstanceFacts.VERSION, InstanceFacts.TYPE, InstanceFacts.CREATED, InstanceFacts.EXPIRES,
                MOST_GROUPS, RETENTION_MINUTES, InstanceFacts.tags(instance)));
    }

    public record Answer(Result result) {
    }

    record Result(String instanceId, String instanceName, String vip, String vport, int status, int healthy,
            String version, String instanceType, long createTime, long expireTime, int maxGroupNum,
            int msgRetentionTime, List<InstanceFacts.Tag> tags) {
    }
}
