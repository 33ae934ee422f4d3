package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.ConsumerRecord;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageListByTimestampRequest;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.RequestBudget;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks FetchMessageListByTimestamp for one message of each partition. The vendor's documents disagree on whether Partition
 * may be left out, so each account is asked once.
 */
public final class V3OffsetsForTimes implements OffsetsForTimes {
    private static final String ACTION = "FetchMessageListByTimestamp";
    // Thirteen digits, as the API wants them.
    private static final Instant EARLIEST = Instant.ofEpochMilli(1_000_000_000_000L);
    private static final Instant LATEST = Instant.ofEpochMilli(9_999_999_999_999L);

    private final Instances instances;
    private final V3InstanceCalls calls;
    private final RequestBudget budget;
    private final Set<String> accountsThatWantAPartition = ConcurrentHashMap.newKeySet();

    public V3OffsetsForTimes(Instances instances, V3Calls calls, RequestBudget budget) {
        this.instances = instances;
        this.calls = new V3InstanceCalls(instances, calls, Caller.INTERACTIVE);
        this.budget = budget;
    }

    @Override
    public boolean isSupported(InstanceId instance) {
        return true;
    }

    @Override
    public Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at) {
        Question question = Question.of(instance, partition.topic(), Optional.of(partition.partition()), at);
        return Optional.ofNullable(understood(question, ask(question)).get(partition.partition()));
    }

    @Override
    public Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic, Instant at) {
        String account = instances.locate(instance).account();
        if (accountsThatWantAPartition.contains(account)) {
            return Optional.empty();
        }
        Question question = Question.of(instance, topic, Optional.empty(), at);
        try {
            return Optional.of(understood(question, ask(question)));
        } catch (ClusterUnavailable refusal) {
            switch (cause(refusal)) {
                case NO_PARTITION -> accountsThatWantAPartition.add(account);
                case PERHAPS_NO_PARTITION -> {
                    // Refused again with a partition, it was about something else, and that is thrown.
                    ask(question.about(0));
                    accountsThatWantAPartition.add(account);
                }
                // Without a partition it fails, but perhaps only today.
                case PERHAPS_PASSING -> ask(question.about(0));
                case OTHER -> throw refusal;
            }
            return Optional.empty();
        }
    }

    @Override
    public Duration expectedWait(InstanceId instance) {
        return budget.expectedWait(instances.locate(instance).account(), ACTION);
    }

    private List<ConsumerRecord> ask(Question question) {
        return calls.read(question.instance(), ACTION, client -> {
            FetchMessageListByTimestampRequest request = new FetchMessageListByTimestampRequest();
            request.setInstanceId(question.instance().value());
            request.setTopic(question.topic());
            question.partition().ifPresent(partition -> request.setPartition((long) partition));
            request.setStartTime(question.at().toEpochMilli());
            request.setSinglePartitionRecordNumber(1L);
            return rows(client.FetchMessageListByTimestamp(request).getResult()).toList();
        });
    }

    /**
     * The first message of each partition that is not before the time. A partition of which there are only earlier messages,
     * or a message of a partition that was not asked for, is an answer to another question: no offset is made of it.
     */
    private static SortedMap<Integer, MessageTime> understood(Question question, List<ConsumerRecord> rows) {
        SortedMap<Integer, MessageTime> first = new TreeMap<>();
        rows.stream().collect(Collectors.groupingBy(V3OffsetsForTimes::partition)).forEach((partition, found) -> {
            if (question.partition().isPresent() && !question.partition().get().equals(partition)) {
                throw unreadable("time-answer.other-partition", partition);
            }
            first.put(partition, found.stream().map(V3OffsetsForTimes::message)
                    .filter(message -> !message.timestamp().isBefore(question.at()))
                    .min(Comparator.comparingLong(MessageTime::offset))
                    .orElseThrow(() -> unreadable("time-answer.too-early")));
        });
        return first;
    }

    private static int partition(ConsumerRecord row) {
        Long partition = row.getPartition();
        if (partition == null || partition < 0 || partition > Integer.MAX_VALUE) {
            throw unreadable("time-answer.no-partition");
        }
        return partition.intValue();
    }

    private static MessageTime message(ConsumerRecord row) {
        Long offset = row.getOffset();
        Long timestamp = row.getTimestamp();
        if (offset == null || timestamp == null || offset < 0) {
            throw unreadable("time-answer.incomplete");
        }
        return new MessageTime(offset, Instant.ofEpochMilli(timestamp));
    }

    private static ClusterUnavailable unreadable(String message, Object... facts) {
        return ClusterUnavailable.coded(Reason.UNREADABLE, null, message, facts);
    }

    private static Cause cause(ClusterUnavailable refusal) {
        String code = refusal.reason() == Reason.REFUSED ? refusal.code().orElse("") : "";
        if (code.startsWith("MissingParameter")) {
            return Cause.NO_PARTITION;
        }
        if (code.startsWith("InvalidParameter") || code.startsWith("UnsupportedOperation")) {
            return Cause.PERHAPS_NO_PARTITION;
        }
        return code.startsWith("FailedOperation") ? Cause.PERHAPS_PASSING : Cause.OTHER;
    }

    /** What a question without a partition was refused for, as far as the code tells. */
    private enum Cause {
        NO_PARTITION, PERHAPS_NO_PARTITION, PERHAPS_PASSING, OTHER
    }

    /** One question to the API, the time in whole milliseconds. */
    private record Question(InstanceId instance, String topic, Optional<Integer> partition, Instant at) {
        static Question of(InstanceId instance, String topic, Optional<Integer> partition, Instant at) {
            Instant floor = at.truncatedTo(ChronoUnit.MILLIS);
            // Rounded up: a message of the millisecond in which the time lies may be before it.
            Instant asked = floor.equals(at) ? at : floor.plusMillis(1);
            if (asked.isBefore(EARLIEST) || asked.isAfter(LATEST)) {
                throw new IllegalArgumentException("not a time in milliseconds of thirteen digits: " + at);
            }
            return new Question(instance, topic, partition, asked);
        }

        Question about(int one) {
            return new Question(instance, topic, Optional.of(one), at);
        }
    }
}
