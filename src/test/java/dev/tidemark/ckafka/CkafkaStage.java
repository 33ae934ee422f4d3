package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** One instance, "ckafka-contract" named "contract" with the tag env=test, its ports, and hands that put things on it. */
interface CkafkaStage {
    Instances instances();

    ConsumerGroups groups();

    TopicOffsets topics();

    TopicSubscribers readers();

    MessageTimes times();

    OffsetsForTimes offsetsForTimes();

    /** The same port, of an account whose API wants a partition to be named. */
    OffsetsForTimes offsetsForTimesByPartition();

    GroupOffsetsWriter writer();

    /** The same port, which waits less long for an answer than {@link Fault#DELAY} delays it. */
    GroupOffsetsWriter hastyWriter();

    InstanceId instance();

    /**
     * A group without members, and a topic of as many partitions as there are commits.
     *
     * @param logEnd of every partition
     */
    void committed(ConsumerGroupId group, String topic, long logEnd, OptionalLong... commits);

    /** Another group that has committed 0 on the first partition of a topic that is there. */
    void alsoCommitted(ConsumerGroupId group, String topic);

    /** A group without members that has committed an offset on each partition of a topic that is there. */
    void commits(ConsumerGroupId group, String topic, long... offsets);

    /** A topic with a message for each time, in the order in which they are written to each partition. */
    void messages(String topic, List<List<Instant>> partitions);

    /** Has what lies before an offset deleted, as retention does it. */
    void deletedBefore(String topic, int partition, long offset);

    /** A live member that is assigned every partition of a new topic and commits nothing. */
    void member(ConsumerGroupId group, String clientId, String topic, int partitions);

    /** What can be made to happen to a write. */
    Set<Fault> faults();

    /** Makes it happen to the next one that leaves the offset to CKafka. */
    void armNextWrite(Fault fault);

    /** How many writes have been sent so far, whatever became of them. */
    int writesSent();

    /** A task that has ended well. */
    long finishedTask();

    /** What an API may be without. */
    enum Ability {
        TAGS, STATE_FILTER, LOG_BEGINNINGS, TOPIC_READERS, MESSAGE_TIMES, OFFSETS_FOR_TIMES, PINNED_OFFSETS, SOME_PARTITIONS, REQUEST_IDS,
        /** Whether the answer to a write names the offset of each partition. */
        WRITTEN_OFFSETS
    }

    /** After which the answer does not show whether a write was executed. */
    enum Fault {
        DELAY("delay", Reason.TIMEOUT, true), DROP_BEFORE("drop-before", Reason.NETWORK, false), DROP_AFTER(
                "drop-after", Reason.NETWORK,
                true), EMPTY_BODY("empty-body", Reason.UNREADABLE, false), HTTP_500("http-500", Reason.NETWORK, false);

        private final String wireName;
        private final Reason reason;
        private final boolean carriedOut;

        Fault(String wireName, Reason reason, boolean carriedOut) {
            this.wireName = wireName;
            this.reason = reason;
            this.carriedOut = carriedOut;
        }

        /** As the emulator's switch has it. */
        String wireName() {
            return wireName;
        }

        Reason reason() {
            return reason;
        }

        boolean isCarriedOut() {
            return carriedOut;
        }
    }
}
