package dev.tidemark.testing;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.GroupOffsetsWriter;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Told;
import dev.tidemark.offsetreset.SendPermit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * CKafka as its ports describe it, without a network: names sorted, SearchWord a case-sensitive part of a name, offsets
 * paged by whole topics, an unknown group Dead. Can be told to fail, whole, by call or by region.
 */
public final class InMemoryCkafka
        implements
            Instances,
            ConsumerGroups,
            TopicOffsets,
            TopicReaders,
            MessageTimes,
            GroupOffsetsWriter {
    private final Map<Region, NavigableMap<InstanceId, Cluster>> regions = new LinkedHashMap<>();
    private final Map<Region, ClusterUnavailable> silentRegions = new HashMap<>();
    private final Map<Call, ClusterUnavailable> failures = new EnumMap<>(Call.class);
    private final List<Write> writes = new ArrayList<>();
    private final Queue<TaskState> tasks = new ArrayDeque<>();
    private int timesAsked;
    private Abilities able = Abilities.ALL;
    private List<Told> told = List.of();
    private int failEvery;
    private int called;
    private Optional<ClusterUnavailable> nowAndThen = Optional.empty();
    private Runnable afterListing = () -> {
    };
    private volatile CountDownLatch turn = new CountDownLatch(0);

    /** What can be made to fail by itself. */
    public enum Call {
        INSTANCES, LIST, DESCRIBE, OFFSETS, RANGES, READERS, MESSAGES, WRITE
    }

    public synchronized InMemoryCkafka region(Region region) {
        regions.computeIfAbsent(region, _ -> new TreeMap<>());
        return this;
    }

    /** Adds an instance, and its account and region if they are new. */
    public synchronized InMemoryCkafka instance(KafkaInstance instance) {
        regions.computeIfAbsent(new Region(instance.account(), instance.region()), _ -> new TreeMap<>())
                .put(instance.id(), new Cluster(instance));
        return this;
    }

    /** Adds a group, or replaces its description and keeps its offsets. */
    public synchronized InMemoryCkafka group(InstanceId instance, ConsumerGroup group) {
        cluster(instance).groups.put(group.id(), group);
        return this;
    }

    /** Sets the partitions of one topic for a group, which must be there. */
    public synchronized InMemoryCkafka offsets(InstanceId instance, ConsumerGroupId group, String topic,
            List<PartitionOffsets> partitions) {
        if (!cluster(instance).groups.containsKey(group)) {
            throw new IllegalArgumentException("add the group first: " + group);
        }
        List<PartitionOffsets> ordered = partitions.stream()
                .sorted(Comparator.comparingInt(PartitionOffsets::partition)).toList();
        cluster(instance).offsets.computeIfAbsent(group, _ -> new TreeMap<>()).put(topic, ordered);
        return this;
    }

    public synchronized InMemoryCkafka remove(InstanceId instance, ConsumerGroupId group) {
        cluster(instance).groups.remove(group);
        cluster(instance).offsets.remove(group);
        return this;
    }

    /** Every call fails until {@link #recover}. */
    public synchronized void failWith(ClusterUnavailable problem) {
        for (Call call : Call.values()) {
            failures.put(call, problem);
        }
    }

    public synchronized void failWith(Call call, ClusterUnavailable problem) {
        failures.put(call, problem);
    }

    /** Says this of the partitions of each write from now on, whatever it does to them. */
    public synchronized void tells(List<Told> partitions) {
        told = List.copyOf(partitions);
    }

    /** From now on is reached as by an API that can do no more than this. */
    public synchronized void able(Abilities abilities) {
        able = abilities;
    }

    /** A region that does not list its instances; asking one of them for its groups still works. */
    public synchronized void failRegion(Region region, ClusterUnavailable problem) {
        region(region);
        silentRegions.put(region, problem);
    }

    /** Every so manieth call fails, whatever it asks for. */
    public synchronized void failEvery(int calls, ClusterUnavailable problem) {
        failEvery = calls;
        nowAndThen = Optional.of(problem);
    }

    /** The group is in the next listing, and gone when somebody asks for its offsets. */
    public synchronized void removeAfterListing(InstanceId instance, ConsumerGroupId group) {
        afterListing = () -> remove(instance, group);
    }

    public synchronized void recover() {
        nowAndThen = Optional.empty();
        failures.clear();
        silentRegions.clear();
    }

    /** Forgets everything: regions, instances, groups and failures. */
    public synchronized void clear() {
        recover();
        able = Abilities.ALL;
        told = List.of();
        regions.clear();
    }

    @Override
    public synchronized List<Region> regions() {
        return List.copyOf(regions.keySet());
    }

    @Override
    public synchronized List<KafkaInstance> in(Region region) {
        mayFail(Call.INSTANCES);
        orThrow(silentRegions.get(region));
        return regions.getOrDefault(region, new TreeMap<>()).values().stream().map(each -> each.instance).toList();
    }

    @Override
    public synchronized Region locate(InstanceId instance) {
        mayFail(Call.INSTANCES);
        for (Map.Entry<Region, NavigableMap<InstanceId, Cluster>> region : regions.entrySet()) {
            if (region.getValue().containsKey(instance)) {
                return region.getKey();
            }
        }
        silentRegions.values().stream().findFirst().ifPresent(InMemoryCkafka::orThrow);
        throw new InstanceNotFound(instance);
    }

    @Override
    public synchronized GroupListing list(InstanceId instance, GroupQuery query) {
        mayFail(Call.LIST);
        List<GroupListing.Entry> all = cluster(instance).groups.values().stream()
                .filter(group -> group.id().value().contains(query.search()))
                .filter(group -> query.state().map(state -> group.state() == state).orElse(true))
                .map(group -> new GroupListing.Entry(group.id(), Optional.of(group.state()),
                        OptionalInt.of(group.state() == GroupState.STABLE ? group.members().size() : 0),
                        group.protocolType()))
                .toList();
        afterListing.run();
        afterListing = () -> {
        };
        return new GroupListing(all.size(), page(all, query.page()));
    }

    @Override
    public synchronized ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
        mayFail(Call.DESCRIBE);
        ConsumerGroup found = cluster(instance).groups.get(group);
        if (found == null) {
            return new ConsumerGroup(group, GroupState.DEAD, "", "", List.of());
        }
        // CKafka names the members of a Stable group only.
        return found.state() == GroupState.STABLE
                ? found
                : new ConsumerGroup(group, found.state(), found.protocolType(), found.assignor(), List.of());
    }

    @Override
    public synchronized GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        mayFail(Call.OFFSETS);
        NavigableMap<String, List<PartitionOffsets>> topics = cluster(instance).offsets.getOrDefault(group,
                new TreeMap<>());
        List<GroupOffsets.Topic> all = topics.entrySet().stream()
                .filter(topic -> topic.getKey().contains(query.search()))
                .filter(topic -> query.topic().map(topic.getKey()::equals).orElse(true))
                .map(topic -> new GroupOffsets.Topic(topic.getKey(), topic.getValue())).toList();
        return new GroupOffsets(all.size(), page(all, query.page()));
    }

    /** Every log begins at 0 unless {@link #earliest} said otherwise, and ends where any group's offsets say it does. */
    @Override
    public synchronized SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic) {
        mayFail(Call.RANGES);
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        Cluster cluster = cluster(instance);
        cluster.offsets.values().stream().flatMap(topics -> topics.getOrDefault(topic, List.of()).stream())
                .forEach(seen -> seen.logEndOffset().ifPresent(end -> ranges.put(seen.partition(), new OffsetRange(
                        cluster.earliest.getOrDefault(new TopicPartition(topic, seen.partition()), 0L), end))));
        return ranges;
    }

    /** Has retention delete what lies before an offset. */
    public synchronized InMemoryCkafka earliest(InstanceId instance, String topic, int partition, long offset) {
        cluster(instance).earliest.put(new TopicPartition(topic, partition), offset);
        return this;
    }

    /** As CKafka does, the first question about a topic only makes it begin to collect. */
    @Override
    public synchronized Answer readers(InstanceId instance, String topic, PageRequest page) {
        mayFail(Call.READERS);
        Cluster cluster = cluster(instance);
        if (cluster.collected.add(topic)) {
            return new Answer(false, 0, List.of());
        }
        List<ConsumerGroup> all = cluster.groups.values().stream()
                .filter(group -> cluster.offsets.getOrDefault(group.id(), new TreeMap<>()).containsKey(topic)
                        || group.members().stream().flatMap(member -> member.assignment().stream())
                                .anyMatch(assigned -> assigned.topic().equals(topic)))
                .toList();
        return new Answer(true, all.size(), page(all, page));
    }

    /** Has the cloud begin to collect the readers of a topic anew. */
    public synchronized InMemoryCkafka collectAnew(InstanceId instance, String topic) {
        cluster(instance).collected.remove(topic);
        return this;
    }

    @Override
    public Optional<MessageTime> firstFrom(InstanceId instance, TopicPartition partition, long offset) {
        waitForItsTurn();
        synchronized (this) {
            mayFail(Call.MESSAGES);
            timesAsked++;
            Cluster cluster = cluster(instance);
            long from = Math.max(offset, cluster.earliest.getOrDefault(partition, 0L));
            return Optional.ofNullable(cluster.messages.getOrDefault(partition, new TreeMap<>()).ceilingEntry(from))
                    .map(found -> new MessageTime(found.getKey(), found.getValue()));
        }
    }

    private void waitForItsTurn() {
        try {
            if (!turn.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the question through");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Lets nobody's question for the time of a message through until the latch is open. */
    public void queueMessageTimes(CountDownLatch until) {
        turn = until;
    }

    public synchronized InMemoryCkafka message(InstanceId instance, TopicPartition partition, long offset,
            Instant timestamp) {
        cluster(instance).messages.computeIfAbsent(partition, _ -> new TreeMap<>()).put(offset, timestamp);
        return this;
    }

    /** How often somebody asked for the time of a message. */
    public synchronized int timesAsked() {
        return timesAsked;
    }

    @Override
    public synchronized Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        permit.require();
        writes.add(write);
        mayFail(Call.WRITE);
        List<PartitionOffsets> before = cluster(instance).offsets.getOrDefault(group, new TreeMap<>())
                .getOrDefault(write.topic(), List.of());
        offsets(instance, group, write.topic(), before.stream().map(each -> moved(each, write)).toList());
        return new Accepted("req-" + writes.size(), tasks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(7), told);
    }

    private static PartitionOffsets moved(PartitionOffsets seen, Write write) {
        OptionalLong to = switch (write) {
            case Pinned pinned -> pinned.offsets().containsKey(seen.partition())
                    ? OptionalLong.of(Objects.requireNonNull(pinned.offsets().get(seen.partition())))
                    : seen.committedOffset();
            case Resolved resolved when !resolved.partitions().contains(seen.partition()) -> seen.committedOffset();
            case Resolved resolved -> switch (resolved.move()) {
                case ByShift by -> OptionalLong.of(seen.committedOffset().orElseThrow() + by.shift());
                case ToOffset fixed -> OptionalLong.of(fixed.offset());
                case ToTime time -> time.timestamp() == ToTime.LATEST ? seen.logEndOffset() : OptionalLong.of(0);
            };
        };
        return new PartitionOffsets(seen.partition(), to, seen.logEndOffset(), "", seen.error());
    }

    /** Makes the next write a task in the background, which answers so when it is asked for. */
    public synchronized void work(TaskState... states) {
        tasks.addAll(List.of(states));
    }

    /** What was sent, in order, whatever became of it. */
    public synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return tasks.isEmpty() ? TaskState.SUCCEEDED : tasks.remove();
    }

    @Override
    public synchronized Abilities abilities(InstanceId instance) {
        return able;
    }

    private Cluster cluster(InstanceId instance) {
        return regions.values().stream().filter(region -> region.containsKey(instance)).findFirst()
                .map(region -> region.get(instance)).orElseThrow(() -> new InstanceNotFound(instance));
    }

    private static <T> List<T> page(List<T> all, PageRequest page) {
        return all.stream().skip(page.offset()).limit(page.limit()).toList();
    }

    private void mayFail(Call call) {
        called++;
        orThrow(failures.get(call));
        nowAndThen.filter(_ -> called % failEvery == 0).ifPresent(InMemoryCkafka::orThrow);
    }

    private static void orThrow(@Nullable ClusterUnavailable problem) {
        if (problem != null) {
            throw problem;
        }
    }

    private static final class Cluster {
        private final KafkaInstance instance;
        private final NavigableMap<ConsumerGroupId, ConsumerGroup> groups = new TreeMap<>();
        private final Map<ConsumerGroupId, NavigableMap<String, List<PartitionOffsets>>> offsets = new HashMap<>();
        private final Map<TopicPartition, Long> earliest = new HashMap<>();
        private final Map<TopicPartition, NavigableMap<Long, Instant>> messages = new HashMap<>();
        private final Set<String> collected = new HashSet<>();

        Cluster(KafkaInstance instance) {
            this.instance = instance;
        }
    }
}
