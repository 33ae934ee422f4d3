package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Operated;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.Set;

/** Deletes a group with all its offsets. One that has members, or does not exist, is refused. */
public record DeleteGroup(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group");
    }

    @Override
    public int requestsPerSecond() {
        return 20;
    }

    @Override
    public Operated answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        cluster.deleteGroup(Clusters.group(parameters, "Group"));
        return Operated.as("0", "group delete success");
    }
}
