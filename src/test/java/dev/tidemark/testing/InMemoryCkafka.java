package dev.tidemark.testing;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.SendPermit;
import java.time.Duration;
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
            TopicSubscribers,
            MessageTimes,
            OffsetsForTimes,
            GroupOffsetsWriter {
    private static final long TASK = 7;

    private final Map<Region, NavigableMap<InstanceId, Cluster>> regions = new LinkedHashMap<>();
    private final Map<Region, ClusterUnavailable> silentRegions = new HashMap<>();
    private final Map<Call, ClusterUnavailable> failures = new EnumMap<>(Call.class);
    private final List<Write> writes = new ArrayList<>();
    private final Queue<TaskState> tasks = new ArrayDeque<>();
    private final Set<Long> started = new HashSet<>();
    private int timesAsked;
    private int offsetsAsked;
    private boolean answersTimes = true;
    private boolean wantsPartitions;
    private Duration expectedWait = Duration.ZERO;
    private Capabilities able = Capabilities.ALL;
    private List<PartitionResult> told = List.of();
    private int failEvery;
    private int called;
    private Optional<ClusterUnavailable> nowAndThen = Optional.empty();
    private Runnable afterListing = () -> {
    };
    private volatile CountDownLatch turn = new CountDownLatch(0);

    /** What can be made to fail by itself. */
    public enum Call {
        INSTANCES, LIST, DESCRIBE, OFFSETS, RANGES, READERS, MESSAGES, TIMES, WRITE
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
    public synchronized void tells(List<PartitionResult> partitions) {
        told = List.copyOf(partitions);
    }

    /** From now on is reached as by an API that can do no more than this. */
    public synchronized void able(Capabilities capabilities) {
        able = capabilities;
    }

    /** A region that does not list its instances; asking one of them for its groups still works. */
    public synchronized void failRegion(Region region, ClusterUnavailable problem) {
        region(region);
        silentRegions.put(region, problem);
    }

    /** Every n-th call fails, whichever it is. */
    public synchronized void failEvery(int calls, ClusterUnavailable problem) {
        failEvery = calls;
        nowAndThen = Optional.of(problem);
    }

    /** The group is in the next listing, and gone when its offsets are read. */
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
        able = Capabilities.ALL;
        told = List.of();
        answersTimes = true;
        wantsPartitions = false;
        expectedWait = Duration.ZERO;
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
                        group.protocolType(),
                        group.state() == GroupState.STABLE
                                ? group.members().stream().map(GroupListing.MemberName::of).toList()
                                : List.of()))
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

    @Override
    public Optional<Retention> retention(InstanceId instance, String topic) {
        return Optional.empty();
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

    @Override
    public Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at) {
        waitForItsTurn();
        synchronized (this) {
            Cluster cluster = asked(instance);
            if (!logEnds(cluster, partition.topic()).containsKey(partition.partition())) {
                throw refused("InvalidParameterValue", "There is no such partition.");
            }
            return firstAtOrAfter(cluster, partition, at);
        }
    }

    @Override
    public Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic, Instant at) {
        if (wantsPartitions) {
            return Optional.empty();
        }
        waitForItsTurn();
        synchronized (this) {
            Cluster cluster = asked(instance);
            SortedMap<Integer, OptionalLong> partitions = logEnds(cluster, topic);
            if (partitions.isEmpty()) {
                throw refused("FailedOperation", "There is no such topic.");
            }
            SortedMap<Integer, MessageTime> found = new TreeMap<>();
            partitions.keySet().forEach(partition -> firstAtOrAfter(cluster, new TopicPartition(topic, partition), at)
                    .ifPresent(message -> found.put(partition, message)));
            return Optional.of(found);
        }
    }

    private Cluster asked(InstanceId instance) {
        mayFail(Call.TIMES);
        if (!answersTimes) {
            throw new ClusterUnavailable(Reason.NOT_SUPPORTED, Optional.empty(), Optional.empty(),
                    "API v2 cannot tell which offset a time means.", null);
        }
        offsetsAsked++;
        return cluster(instance);
    }

    private static Optional<MessageTime> firstAtOrAfter(Cluster cluster, TopicPartition partition, Instant at) {
        return cluster.messages.getOrDefault(partition, new TreeMap<>())
                .tailMap(cluster.earliest.getOrDefault(partition, 0L), true).entrySet().stream()
                .filter(message -> !message.getValue().isBefore(at)).findFirst()
                .map(message -> new MessageTime(message.getKey(), message.getValue()));
    }

    @Override
    public synchronized boolean isSupported(InstanceId instance) {
        cluster(instance);
        return answersTimes;
    }

    @Override
    public synchronized Duration expectedWait(InstanceId instance) {
        cluster(instance);
        return expectedWait;
    }

    /** Is from now on, or is not, reached by an API that knows which offset a time means. */
    public synchronized void answersTimes(boolean supported) {
        answersTimes = supported;
    }

    /** Answers from now on what a time means only for one partition at a time, or for a whole topic too. */
    public synchronized void wantsPartitions(boolean wanted) {
        wantsPartitions = wanted;
    }

    /** Says of the next question what a time means that it would wait this long. */
    public synchronized void expectWait(Duration wait) {
        expectedWait = wait;
    }

    /** How often the offset that a time means was asked for, of one partition or of all. */
    public synchronized int offsetsAsked() {
        return offsetsAsked;
    }

    private void waitForItsTurn() {
        try {
            if (!turn.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the question was not let through");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailable(Reason.THROTTLED, Optional.empty(), Optional.empty(),
                    "The wait for a turn was ended.", stopped);
        }
    }

    /** Lets no question for the time of a message, or for the offset of a time, through until the latch is open. */
    public void queueMessageTimes(CountDownLatch until) {
        turn = until;
    }

    public synchronized InMemoryCkafka message(InstanceId instance, TopicPartition partition, long offset,
            Instant timestamp) {
        cluster(instance).messages.computeIfAbsent(partition, _ -> new TreeMap<>()).put(offset, timestamp);
        return this;
    }

    /** How often the time of a message was read. */
    public synchronized int timesAsked() {
        return timesAsked;
    }

    /** All or nothing, kept within the log, and only while the group has no members, as CKafka does it. */
    @Override
    public synchronized Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        permit.require();
        writes.add(write);
        mayFail(Call.WRITE);
        Cluster cluster = cluster(instance);
        ConsumerGroup known = cluster.groups.get(group);
        if (known == null || known.state() != GroupState.EMPTY) {
            throw refused("FailedOperation", "The consumer group does not exist or is not empty.");
        }
        SortedMap<Integer, OptionalLong> ends = logEnds(cluster, write.topic());
        Set<Integer> named = switch (write) {
            case Pinned pinned -> pinned.offsets().keySet();
            case Resolved resolved -> Set.copyOf(resolved.partitions());
        };
        if (!ends.keySet().containsAll(named)) {
            throw refused("FailedOperation", "This server does not host this topic-partition.");
        }
        Map<Integer, PartitionOffsets> rows = new TreeMap<>();
        cluster.offsets.getOrDefault(group, new TreeMap<>()).getOrDefault(write.topic(), List.of())
                .forEach(row -> rows.put(row.partition(), row));
        for (int partition : named) {
            PartitionOffsets before = rows.getOrDefault(partition, new PartitionOffsets(partition,
                    OptionalLong.empty(), Objects.requireNonNull(ends.get(partition)), "", OptionalInt.empty()));
            rows.put(partition, new PartitionOffsets(partition, target(cluster, before, write),
                    before.logEndOffset(), "", before.error()));
        }
        offsets(instance, group, write.topic(), List.copyOf(rows.values()));
        if (tasks.isEmpty()) {
            return new Accepted("req-" + writes.size(), OptionalLong.empty(), told);
        }
        started.add(TASK);
        return new Accepted("req-" + writes.size(), OptionalLong.of(TASK), told);
    }

    private static OptionalLong target(Cluster cluster, PartitionOffsets before, Write write) {
        TopicPartition partition = new TopicPartition(write.topic(), before.partition());
        long earliest = cluster.earliest.getOrDefault(partition, 0L);
        long end = before.logEndOffset().orElse(Long.MAX_VALUE);
        long wanted = switch (write) {
            case Pinned pinned -> Objects.requireNonNull(pinned.offsets().get(before.partition()));
            case Resolved resolved -> switch (resolved.move()) {
                case ByShift by -> before.committedOffset().orElseThrow(
                        () -> refused("FailedOperation", "There is no committed offset to shift.")) + by.shift();
                case ToOffset fixed -> fixed.offset();
                case ToTime time when time.timestamp() == ToTime.EARLIEST -> earliest;
                case ToTime time when time.timestamp() == ToTime.LATEST -> end;
                case ToTime time -> firstAtOrAfter(cluster, partition, Instant.ofEpochMilli(time.timestamp()))
                        .map(MessageTime::offset).orElse(end);
            };
        };
        long kept = Math.clamp(wanted, earliest, Math.max(earliest, end));
        return kept == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(kept);
    }

    /** The partitions of a topic, as far as a group's offsets or a message tell of them. */
    private static SortedMap<Integer, OptionalLong> logEnds(Cluster cluster, String topic) {
        SortedMap<Integer, OptionalLong> ends = new TreeMap<>();
        cluster.messages.forEach((partition, messages) -> {
            if (partition.topic().equals(topic)) {
                ends.put(partition.partition(), OptionalLong.of(messages.isEmpty() ? 0 : messages.lastKey() + 1));
            }
        });
        cluster.offsets.values().stream().flatMap(topics -> topics.getOrDefault(topic, List.of()).stream())
                .forEach(row -> ends.put(row.partition(), row.logEndOffset()));
        return ends;
    }

    /** The log end of each partition of a topic that is there, empty where nothing tells it. */
    public synchronized SortedMap<Integer, OptionalLong> logEnds(InstanceId instance, String topic) {
        return logEnds(cluster(instance), topic);
    }

    private static ClusterUnavailable refused(String code, String text) {
        return new ClusterUnavailable(Reason.REFUSED, Optional.of(code), Optional.of("req-refused"), text, null);
    }

    /** Makes the next write a task in the background, which answers so when it is asked for. */
    public synchronized void work(TaskState... states) {
        tasks.addAll(List.of(states));
    }

    /** What was sent, in order, whatever became of it. */
    public synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    /** The partitions that are there without a message. */
    public synchronized InMemoryCkafka topic(InstanceId instance, String topic, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            cluster(instance).messages.computeIfAbsent(new TopicPartition(topic, partition), _ -> new TreeMap<>());
        }
        return this;
    }

    @Override
    public synchronized TaskState task(InstanceId instance, long task) {
        if (!started.contains(task)) {
            throw refused("FailedOperation", "There is no such task.");
        }
        return tasks.isEmpty() ? TaskState.SUCCEEDED : tasks.remove();
    }

    @Override
    public synchronized Capabilities capabilities(InstanceId instance) {
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
