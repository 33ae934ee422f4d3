package dev.tidemark.instance.web;

import dev.tidemark.instance.InstanceOverview;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.instance.KafkaInstance.Details;
import dev.tidemark.instance.KafkaInstance.Health;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Link;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.StaleReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of instances.
 *
 * @param search what is looked for in names, ids, regions and tags; empty for nothing
 * @param showsAccount whether there is more than one account, so that naming it tells something
 * @param observed when the oldest answer was read; null when no region ever answered
 * @param troubles regions that do not answer now
 */
record InstancesPage(String search, List<Row> rows, boolean showsAccount, @Nullable Moment observed,
        List<RegionTrouble> troubles) {
    private static final Comparator<Region> BY_NAME = Comparator.comparing(Region::account)
            .thenComparing(Region::name);

    static InstancesPage of(InstanceOverview overview, String search, Locale locale, Instant now) {
        return new InstancesPage(search, overview.instances().stream().filter(found -> matches(found, search))
                .map(found -> Row.of(found, locale)).toList(), accounts(overview) > 1,
                overview.observedAt().map(then -> Moment.of(then, now)).orElse(null), troubles(overview, now));
    }

    /** Instances are few and all at hand, so that no further call is needed for some of them. */
    private static boolean matches(KafkaInstance instance, String search) {
        String wanted = search.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(instance.id().value(), instance.name(), instance.region()),
                Row.tags(instance.tags()).stream()).anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static long accounts(InstanceOverview overview) {
        return Stream.concat(overview.regions().keySet().stream(), overview.unreachable().keySet().stream())
                .map(Region::account).distinct().count();
    }

    private static List<RegionTrouble> troubles(InstanceOverview overview, Instant now) {
        Stream<RegionTrouble> silent = overview.unreachable().entrySet().stream().map(
                entry -> new RegionTrouble(entry.getKey(), StaleReason.of(entry.getValue()), null));
        Stream<RegionTrouble> stale = overview.regions().entrySet().stream()
                .flatMap(entry -> stale(entry, now).stream());
        return Stream.concat(silent, stale).sorted(Comparator.comparing(RegionTrouble::region, BY_NAME)).toList();
    }

    private static List<RegionTrouble> stale(Map.Entry<Region, ? extends Observed<?>> answer, Instant now) {
        Observed<?> observed = answer.getValue();
        return observed.problem().map(problem -> new RegionTrouble(answer.getKey(), StaleReason.of(problem),
                Moment.of(observed.observedAt(), now))).stream().toList();
    }

    /**
     * One instance.
     *
     * @param href its consumer groups
     * @param health null where it is healthy or unknown
     * @param version Kafka's, or null where the cloud did not say
     */
    record Row(String id, String name, String href, Location location, Badge status, @Nullable Badge health,
            @Nullable String version, String type, Sizes sizes, List<String> tags) {
        static Row of(KafkaInstance instance, Locale locale) {
            Details details = instance.details();
            return new Row(instance.id().value(), instance.name(), address("/instances/{id}/groups", instance),
                    new Location(instance.account(), instance.region()),
                    new Badge("instance.status." + instance.status(), tone(instance.status()), null), health(details),
                    instance.version().orElse(null), details.type(),
                    new Sizes(address("/instances/{id}/groups/total", instance),
                            Figure.of(details.topics(), locale, "instances.unsaid"),
                            Figure.of(details.partitions(), locale, "instances.unsaid")),
                    tags(instance.tags()));
        }

        private static @Nullable Badge health(Details details) {
            return switch (details.health()) {
                case HEALTHY, UNKNOWN -> null;
                case ALARM, ABNORMAL -> new Badge("instance.health." + details.health(),
                        details.health() == Health.ALARM ? "warn" : "bad", details.healthMessage());
            };
        }

        private static String address(String path, KafkaInstance instance) {
            return Link.to(path, instance.id()).toString();
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

    /** Where an instance runs, and which account pays for it. */
    record Location(String account, String region) {
    }

    /**
     * A word with a colour.
     *
     * @param key the message with the word
     * @param title more about it; null for nothing
     */
    record Badge(String key, String tone, @Nullable String title) {
    }

    /** How much an instance holds; the number of its groups costs a call, and is asked for at an address of its own. */
    record Sizes(String groupsHref, Figure topics, Figure partitions) {
    }

    /**
     * A region that does not answer now.
     *
     * @param lastAnswer null when it never did, so that its instances are missing from the list
     */
    record RegionTrouble(Region region, StaleReason trouble, @Nullable Moment lastAnswer) {
    }
}
