package dev.tidemark.sandbox.emulator.action;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's failures in the API's error codes; which code the real service answers is documented for few of them. */
public final class KafkaErrors {
    /** Share and streams groups are not consumer groups in CKafka's sense. */
    static final Set<GroupType> HIDDEN_GROUP_TYPES = Set.of(GroupType.SHARE, GroupType.STREAMS);

    private KafkaErrors() {
    }

    public static ApiError translate(ExecutionException failed) {
        return translate(failed.getCause() == null ? failed : failed.getCause());
    }

    public static ApiError translate(Throwable reason) {
        return switch (reason) {
            case UnknownMemberIdException active -> ApiError.ofModule(ApiError.GROUP_NOT_EMPTY,
                    "FailedOperation",
                    "The consumer group is not empty, stop its consumers before resetting its offsets.");
            case GroupNotEmptyException active -> ApiError.ofModule(ApiError.GROUP_NOT_EMPTY, "FailedOperation",
                    "The consumer group is not empty, stop its consumers first.");
            case GroupSubscribedToTopicException active -> new ApiError("FailedOperation",
                    "A consumer of the group subscribes to the topic, stop it first.");
            case GroupIdNotFoundException unknown ->
                new ApiError("FailedOperation", "The consumer group does not exist.");
            case UnknownTopicOrPartitionException unknown -> new ApiError("FailedOperation",
                    "(3) This server does not host this topic-partition.");
            case AuthorizationException denied -> new ApiError("UnauthorizedOperation", "Kafka refused the operation.");
            case InvalidGroupIdException invalid -> ApiError.invalidValue("Group", "is not a group id");
            case TimeoutException silent -> new ApiError("ResourceUnavailable", "No broker of the instance answers.");
            case RetriableException passing -> new ApiError("InternalError",
                    "Kafka could not answer just now: " + passing.getClass().getSimpleName() + ".");
            default -> new ApiError("InternalError", "Kafka failed: " + reason.getClass().getSimpleName() + ".");
        };
    }

    static ApiError interrupted() {
        Thread.currentThread().interrupt();
        return new ApiError("InternalError", "The emulator is stopping.");
    }

    static Optional<Throwable> failureOf(KafkaFuture<?> result) {
        try {
            result.get();
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.ofNullable(failed.getCause()).or(() -> Optional.of(failed));
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }
}
