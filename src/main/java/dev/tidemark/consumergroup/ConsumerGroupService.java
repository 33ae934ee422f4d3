package dev.tidemark.consumergroup;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.AllPages;
import dev.tidemark.kafka.AllPages.Page;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.observation.LastGoodCache;
import dev.tidemark.observation.Observed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Reads consumer groups for an operator: checks access first, then answers from a two-second cache or the cloud. */
@Service
public class ConsumerGroupService {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerGroupService.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(2);
    private static final Duration KEEP_FOR = Duration.ofHours(1);
    // A page of offsets can hold thousands of partitions (50 topics of 100), some 100 bytes each.
    private static final int MOST_PAGES = 300;
    private static final Set<GroupState> FILTERS = Set.of(GroupState.STABLE, GroupState.EMPTY);

    /** How many groups a file may hold: twenty pages of two calls. */
    public static final int MOST_LISTED = 1_000;
    private static final GroupQuery COUNTING = new GroupQuery("", Optional.empty(), new PageRequest(0, 1));
    private static final OffsetsQuery FIRST_PAGE = new OffsetsQuery("", Optional.empty(),
            new PageRequest(0, PageRequest.MAX_LIMIT));

    private final ConsumerGroups groups;
    private final LastGoodCache<ListKey, GroupListing> listings;
    private final LastGoodCache<GroupKey, ConsumerGroup> descriptions;
    private final LastGoodCache<OffsetsKey, GroupOffsets> offsets;
    private final EmptyGroupCommits<GroupKey> commits = new EmptyGroupCommits<>();

    ConsumerGroupService(ConsumerGroups groups, Clock clock) {
        this.groups = groups;
        this.listings = new LastGoodCache<>(clock, FRESH_FOR, KEEP_FOR, MOST_PAGES);
        this.descriptions = new LastGoodCache<>(clock, FRESH_FOR, KEEP_FOR, MOST_PAGES);
        this.offsets = new LastGoodCache<>(clock, FRESH_FOR, KEEP_FOR, MOST_PAGES);
    }

    public Observed<GroupListing> list(Operator operator, InstanceId instance, GroupQuery query) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        query.state().filter(state -> !FILTERS.contains(state)).ifPresent(state -> {
            throw InvalidInput.coded("state", "state");
        });
        return listings.get(new ListKey(instance, query), () -> groups.list(instance, query));
    }

    /** How many groups an instance has; empty while it is unknown. For pages that can do without. */
    public OptionalLong count(Operator operator, InstanceId instance) {
        try {
            return OptionalLong.of(list(operator, instance, COUNTING).value().total());
        } catch (ClusterUnavailable | InstanceNotFound _) {
            return OptionalLong.empty();
        }
    }

    /**
     * All groups under a search and a filter, page by page: all of them, or none.
     *
     * @throws InvalidInput when there are more than {@link #MOST_LISTED}
     * @throws ClusterUnavailable when a page cannot be read
     */
    public List<GroupListing.Entry> listAll(Operator operator, InstanceId instance, String search,
            Optional<GroupState> state) {
        return AllPages.read(request -> {
            Observed<GroupListing> read = list(operator, instance, new GroupQuery(search, state, request));
            if (read.problem().isPresent()) {
                throw read.problem().get();
            }
            GroupListing page = read.value();
            if (page.total() > MOST_LISTED) {
                throw InvalidInput.coded("search", "too-many-groups", page.total(), MOST_LISTED);
            }
            return new Page<>(page.total(), page.groups());
        }, GroupListing.Entry::group);
    }

    /** Whether a list can be filtered by state. True while it is unknown: the list itself then says why not. */
    public boolean filtersByState(Operator operator, InstanceId instance) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        try {
            return groups.filtersByState(instance);
        } catch (ClusterUnavailable _) {
            return true;
        }
    }

    /**
     * State and members of one group.
     *
     * @throws ConsumerGroupNotFound when CKafka calls it Dead
     */
    public Observed<ConsumerGroup> describe(Operator operator, InstanceId instance, ConsumerGroupId group) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        return describe(instance, group);
    }

    /**
     * One page of a group's offsets.
     *
     * @throws ConsumerGroupNotFound when there are none and CKafka calls the group Dead
     */
    public Observed<GroupOffsets> offsets(Operator operator, InstanceId instance, ConsumerGroupId group,
            OffsetsQuery query) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        Observed<GroupOffsets> found = offsets(instance, group, query);
        if (found.value().total() == 0) {
            // The offsets call does not tell an unknown group from one without commits; describing it does.
            describe(instance, group);
        }
        return found;
    }

    /**
     * All offsets of a group, page by page and past the cache, for a file to restore them from: all of them, or none.
     *
     * @throws ConsumerGroupNotFound when there are none and CKafka calls the group Dead
     * @throws ClusterUnavailable when a page or a partition cannot be read
     */
    public List<GroupOffsets.Topic> allOffsets(Operator operator, InstanceId instance, ConsumerGroupId group) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        List<GroupOffsets.Topic> topics = groups.allOffsets(instance, group);
        topics.forEach(ConsumerGroupService::mustBeReadable);
        if (topics.isEmpty()) {
            describe(instance, group);
        }
        return topics;
    }

    private static void mustBeReadable(GroupOffsets.Topic topic) {
        topic.partitions().stream().filter(row -> row.error().isPresent()).findFirst().ifPresent(row -> {
            throw ClusterUnavailable.coded(ClusterUnavailable.Reason.UNREADABLE, null, "file.partition",
                    row.partition(), topic.name(), row.error().getAsInt());
        });
    }

    /**
     * The first page of offsets of several groups at once, one call for each that the cache does not hold. A group that
     * cannot be read is left out and hides no other.
     */
    public Map<ConsumerGroupId, Observed<GroupOffsets>> offsetsOf(Operator operator, InstanceId instance,
            List<ConsumerGroupId> some) {
        return offsetsOf(operator, instance, some, FIRST_PAGE);
    }

    /** What several groups have read of one topic, in the same way. */
    public Map<ConsumerGroupId, Observed<GroupOffsets>> offsetsOf(Operator operator, InstanceId instance,
            List<ConsumerGroupId> some, String topic) {
        return offsetsOf(operator, instance, some,
                new OffsetsQuery("", Optional.of(topic), new PageRequest(0, 1)));
    }

    private Map<ConsumerGroupId, Observed<GroupOffsets>> offsetsOf(Operator operator, InstanceId instance,
            List<ConsumerGroupId> some, OffsetsQuery query) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        Map<ConsumerGroupId, Observed<GroupOffsets>> found = new ConcurrentHashMap<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            some.forEach(group -> readers.execute(() -> {
                try {
                    Part.of(() -> offsets(instance, group, query)).observed()
                            .ifPresent(offsets -> found.put(group, offsets));
                } catch (RuntimeException unexpected) {
                    LOG.error("The offsets of {} on {} were left out of a list", group, instance, unexpected);
                }
            }));
        }
        return found;
    }

    /**
     * Members and a page of offsets together, each kept when the other cannot be read.
     *
     * @throws ConsumerGroupNotFound when CKafka calls it Dead
     * @throws ClusterUnavailable when nothing can be read
     */
    public GroupDetails look(Operator operator, InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        Part<ConsumerGroup> members = Part.of(() -> describe(instance, group));
        Part<GroupOffsets> page = Part.of(() -> offsets(instance, group, query));
        if (members.observed().isEmpty() && page.observed().isEmpty()) {
            throw members.problem().orElseThrow();
        }
        Optional<CommitMovement> moved = members.observed().flatMap(found -> page.observed()
                .flatMap(read -> commits.look(new GroupKey(instance, group), found.value().state(), read)));
        return new GroupDetails(members.observed(), page.observed(), moved, members.problem().or(page::problem));
    }

    private Observed<ConsumerGroup> describe(InstanceId instance, ConsumerGroupId group) {
        Observed<ConsumerGroup> found = descriptions.get(new GroupKey(instance, group),
                () -> groups.describe(instance, group));
        if (found.value().state() == GroupState.DEAD) {
            throw new ConsumerGroupNotFound(instance, group);
        }
        return found;
    }

    private Observed<GroupOffsets> offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        return offsets.get(new OffsetsKey(instance, group, query), () -> groups.offsets(instance, group, query));
    }

    private record ListKey(InstanceId instance, GroupQuery query) {
    }

    private record GroupKey(InstanceId instance, ConsumerGroupId group) {
    }

    private record OffsetsKey(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
    }

    private record Part<T>(Optional<Observed<T>> observed, Optional<ClusterUnavailable> problem) {
        static <T> Part<T> of(Supplier<Observed<T>> read) {
            try {
                Observed<T> found = read.get();
                return new Part<>(Optional.of(found), found.problem());
            } catch (ClusterUnavailable problem) {
                return new Part<>(Optional.empty(), Optional.of(problem));
            }
        }
    }
}
