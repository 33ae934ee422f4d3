package dev.tidemark.lag;

import java.util.Locale;
import java.util.Set;

/**
 * Which groups somebody wants to see.
 *
 * @param instance an instance's id; empty for all
 * @param verdicts empty for all
 * @param search part of a group's name, in any case
 */
public record TriageFilter(String instance, Set<Verdict> verdicts, String search) {
    public TriageFilter {
        verdicts = Set.copyOf(verdicts);
    }

    boolean matchesName(GroupTriage group) {
        return (instance.isEmpty() || group.instance().value().equals(instance))
                && group.group().value().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    boolean matchesVerdict(GroupTriage group) {
        return verdicts.isEmpty() || verdicts.contains(group.verdict());
    }
}
