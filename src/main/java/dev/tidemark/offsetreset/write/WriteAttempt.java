package dev.tidemark.offsetreset.write;

import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call that moves offsets, for one topic. It is recorded before it goes out; there is never a second one.
 *
 * @param sentAt when it was recorded that it is about to leave, on the database's clock
 * @param answeredAt empty while there is no answer, and for ever when the process ended first
 * @param task the task that CKafka made of it (FlowId); empty for a write that it did at once, or never accepted
 * @param code the API's error code; for a write that was withheld, what had changed
 * @param message what the API said
 * @param cloudRequestId to quote to the vendor
 * @param partitionResults what the API said about each partition; empty when it says nothing of them
 */
public record WriteAttempt(String topic, Instant sentAt, Optional<Instant> answeredAt, Answer answer, OptionalLong task,
        String code, String message, String cloudRequestId, List<PartitionResult> partitionResults) {
    // This process gave up on the connection; what a proxy still holds of it has been delivered or dropped by then.
    private static final Duration CONNECTION_CLOSED = Duration.ofMinutes(2);

    public WriteAttempt {
        partitionResults = List.copyOf(partitionResults);
    }

    public static WriteAttempt sent(String topic, Instant at) {
        return new WriteAttempt(topic, at, Optional.empty(), Answer.NONE, OptionalLong.empty(), "", "", "", List.of());
    }

    public WriteAttempt answered(Instant at, Answer how, String errorCode, String text, String requestId) {
        return new WriteAttempt(topic, sentAt, Optional.of(at), how, task, errorCode, text, requestId,
                partitionResults);
    }

    public WriteAttempt partitionResults(List<PartitionResult> partitions) {
        return new WriteAttempt(topic, sentAt, answeredAt, answer, task, code, message, cloudRequestId, partitions);
    }

    /** CKafka accepted it and works on it; whether it is executed shows when the task has ended. */
    public WriteAttempt running(long flowId, Accepted accepted) {
        return new WriteAttempt(topic, sentAt, Optional.empty(), Answer.RUNNING, OptionalLong.of(flowId), "", "",
                accepted.requestId(), accepted.partitionResults());
    }

    /** The same once its task has ended. */
    public WriteAttempt ended(Instant at, TaskState state) {
        return switch (state) {
            case RUNNING -> this;
            case SUCCEEDED -> answered(at, Answer.ACCEPTED, "", "", cloudRequestId);
            case FAILED -> answered(at, Answer.REFUSED, "task", Long.toString(task.orElseThrow()), cloudRequestId);
        };
    }

    /** The partitions that the API says it did not write, although it accepted the write as a whole. */
    public List<PartitionResult> failed() {
        return partitionResults.stream().filter(partition -> partition.error().isPresent()).toList();
    }

    /** What the API said about a partition, if it said anything. */
    public Optional<PartitionResult> partitionResult(int partition) {
        return partitionResults.stream().filter(each -> each.partition() == partition).findFirst();
    }

    /** Whether it left, or may have. */
    public boolean wasSent() {
        return answer != Answer.WITHHELD;
    }

    /**
     * Whether it can still move offsets, at a time of the database's clock.
     *
     * @param settleAfter how long a write without an answer can be on its way
     * @param taskTime how long a task that cannot be asked for is believed to go on
     */
    public boolean isInFlight(Instant now, Duration settleAfter, Duration taskTime) {
        return switch (answer) {
            case ACCEPTED, REFUSED, WITHHELD -> false;
            case UNCLEAR -> answeredAt.map(at -> at.plus(CONNECTION_CLOSED).isAfter(now)).orElse(true);
            case NONE -> sentAt.plus(settleAfter).isAfter(now);
            case RUNNING -> sentAt.plus(taskTime).isAfter(now);
        };
    }

    /** How the cloud answered. */
    public enum Answer {
        ACCEPTED, REFUSED,
        /** Accepted as a task that was not seen to end: it will move offsets, or fail. */
        RUNNING,
        /** The connection ended, time ran out, or the answer made no sense: it may or may not have been executed. */
        UNCLEAR,
        /** Not answered yet, or the process ended before the answer came. */
        NONE,
        /**
         * It never left: its turn came too late, the reset had been taken over by another process, or the group was no
         * longer as planned.
         */
        WITHHELD
    }
}
