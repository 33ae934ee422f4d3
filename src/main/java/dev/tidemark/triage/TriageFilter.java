package dev.tidemark.triage;

import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.verdict.Verdict;
import java.util.Locale;
import java.util.Set;

/**
 * Which groups to show.
 *
 * @param instance an instance's id; empty for all
 * @param verdicts empty for all
 * @param owner an owner's label; empty for all
 * @param search part of a group's name, in any case
 * @param tab which part of triage
 */
public record TriageFilter(String instance, Set<Verdict> verdicts, String owner, String search,
        TriageTab tab) {
    public TriageFilter {
        verdicts = Set.copyOf(verdicts);
    }

    public static TriageFilter none() {
        return new TriageFilter("", Set.of(), "", "", TriageTab.ALL);
    }

    /** The same in another part of triage. */
    public TriageFilter within(TriageTab other) {
        return new TriageFilter(instance, verdicts, owner, search, other);
    }

    boolean matchesName(GroupHealth group) {
        return (instance.isEmpty() || group.instance().value().equals(instance))
                && (owner.isEmpty() || group.subject().owner().filter(owner::equals).isPresent())
                && (search.isEmpty()
                        || group.group().value().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    }

    boolean matchesVerdict(TriagePage.Row row) {
        return verdicts.isEmpty() || verdicts.contains(row.group().verdict());
    }
}
