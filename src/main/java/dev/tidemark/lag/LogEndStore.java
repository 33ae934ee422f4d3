package dev.tidemark.lag;

import dev.tidemark.kafka.GroupKey;
import java.util.Map;

/** Port: where the logs of all groups ended lately, for the replicas that do not sweep; each group's as {@link LogEndCodec} has it. */
public interface LogEndStore {
    void save(Map<GroupKey, byte[]> logEnds);

    /** What was saved last; nothing before that. */
    Map<GroupKey, byte[]> load();
}
