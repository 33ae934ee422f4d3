package dev.tidemark.instance.web;

import dev.tidemark.instance.InstanceOverview;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.observation.Observed;
import dev.tidemark.web.Moment;
import dev.tidemark.web.Trouble;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The list of instances, ready to print.
 *
 * @param showsAccount whether there is more than one account, so that naming it tells something
 * @param observed when the oldest answer was read; null when no region ever answered
 * @param troubles regions that do not answer now
 */
record InstancesPage(List<Row> rows, boolean showsAccount, @Nullable Moment observed, List<RegionTrouble> troubles) {
    private static final Comparator<Region> BY_NAME = Comparator.comparing(Region::account)
            .thenComparing(Region::name);

    static InstancesPage of(InstanceOverview overview, Instant now) {
        return new InstancesPage(overview.instances().stream().map(Row::of).toList(), accounts(overview) > 1,
                overview.observedAt().map(then -> Moment.of(then, now)).orElse(null), troubles(overview, now));
    }

    private static long accounts(InstanceOverview overview) {
        return Stream.concat(overview.regions().keySet().stream(), overview.unreachable().keySet().stream())
                .map(Region::account).distinct().count();
    }

    private static List<RegionTrouble> troubles(InstanceOverview overview, Instant now) {
        Stream<RegionTrouble> silent = overview.unreachable().entrySet().stream().map(
                entry -> new RegionTrouble(entry.getKey(), Trouble.of(entry.getValue()), null));
        Stream<RegionTrouble> stale = overview.regions().entrySet().stream()
                .flatMap(entry -> stale(entry, now).stream());
        return Stream.concat(silent, stale).sorted(Comparator.comparing(RegionTrouble::region, BY_NAME)).toList();
    }

    private static List<RegionTrouble> stale(Map.Entry<Region, ? extends Observed<?>> answer, Instant now) {
        Observed<?> observed = answer.getValue();
        return observed.problem().map(problem -> new RegionTrouble(answer.getKey(), Trouble.of(problem),
                Moment.of(observed.observedAt(), now))).stream().toList();
    }

    /**
     * One instance.
     *
     * @param href its consumer groups
     * @param statusKey the message that names its status
     * @param tone the badge's hue
     * @param version Kafka's, or null where the cloud did not say
     */
    record Row(String id, String name, String href, String account, String region, String statusKey, String tone,
            @Nullable String version, List<String> tags) {
        static Row of(KafkaInstance instance) {
            return new Row(instance.id().value(), instance.name(), groups(instance), instance.account(),
                    instance.region(), "instance.status." + instance.status(), tone(instance.status()),
                    instance.version().orElse(null), tags(instance.tags()));
        }

        private static String groups(KafkaInstance instance) {
            return UriComponentsBuilder.fromPath("/instances/{id}/groups").encode()
                    .buildAndExpand(instance.id().value()).toUriString();
        }

        private static String tone(InstanceStatus status) {
            return switch (status) {
                case RUNNING -> "good";
                case CREATING, UPGRADING, UNKNOWN -> "quiet";
                case ISOLATED, DELETING -> "warn";
                case CREATION_FAILED, DELETED, DELETION_FAILED -> "bad";
            };
        }

        private static List<String> tags(Map<String, String> tags) {
            return tags.entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.toList());
        }
    }

    /**
     * A region that does not answer now.
     *
     * @param lastAnswer null when it never did, so that its instances are missing from the list
     */
    record RegionTrouble(Region region, Trouble trouble, @Nullable Moment lastAnswer) {
    }
}
