package dev.tidemark.offsetreset.write;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks that CKafka makes of writes it does not do at once. Only asks; may be asked by any process, any number of times. */
public final class WriteTasks {
    private static final Logger LOG = LoggerFactory.getLogger(WriteTasks.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final GroupOffsetsWriter writer;
    private final Duration longest;

    public WriteTasks(GroupOffsetsWriter writer, Duration longest) {
        this.writer = writer;
        this.longest = longest;
    }

    /** How the task of a write is now; empty when CKafka does not say. */
    public Optional<TaskState> ask(InstanceId instance, WriteAttempt write) {
        try {
            return Optional.of(writer.task(instance, write.task().orElseThrow()));
        } catch (ClusterUnavailable problem) {
            silent(instance, write, problem);
            return Optional.empty();
        }
    }

    /**
     * Asks once a second, also after a question that was not answered, until the task has ended, it has taken as long as a
     * task may, or there is a reason not to go on.
     *
     * @return {@link TaskState#RUNNING} when its end was not seen
     */
    public TaskState await(InstanceId instance, WriteAttempt write, BooleanSupplier goOn) {
        long began = System.nanoTime();
        String lastProblem = "";
        while (goOn.getAsBoolean() && System.nanoTime() - began < longest.toNanos()) {
            try {
                TaskState state = writer.task(instance, write.task().orElseThrow());
                if (state != TaskState.RUNNING) {
                    return state;
                }
            } catch (ClusterUnavailable problem) {
                if (!problem.text().equals(lastProblem)) {
                    silent(instance, write, problem);
                }
                lastProblem = problem.text();
            }
            try {
                TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return TaskState.RUNNING;
            }
        }
        return TaskState.RUNNING;
    }

    private static void silent(InstanceId instance, WriteAttempt write, ClusterUnavailable problem) {
        LOG.warn("Task {} of {} could not be asked for: {}", write.task().orElseThrow(), instance, problem.text());
    }
}
