package dev.tidemark.ckafka;

import static dev.tidemark.ckafka.CkafkaContractPart.mustRefuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link OffsetsForTimes} promises. */
interface OffsetsForTimesContract extends CkafkaContractPart {
    Instant NINE = Instant.parse("2024-03-01T09:00:00Z");

    @Test
    default void findsTheFirstMessageAtATimeOrAfterIt() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment", List.of(minutes(0, 10, 10, 30)));

        assertThat(first("moment", 0, at(-60))).as("before the log").contains(message(0, 0));
        assertThat(first("moment", 0, at(0))).as("exactly").contains(message(0, 0));
        assertThat(first("moment", 0, at(5))).as("between").contains(message(1, 10));
        assertThat(first("moment", 0, at(10))).as("of two at the same time").contains(message(1, 10));
        assertThat(first("moment", 0, at(11))).contains(message(3, 30));
        assertThat(first("moment", 0, at(31))).as("after the last").isEmpty();
        assertThat(first("moment", 0, Instant.parse("2200-01-01T00:00:00Z"))).as("in the future").isEmpty();
    }

    @Test
    default void takesNoMessageOfTheSameMillisecondForLaterThanATimeWithin() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-within", List.of(minutes(0, 1)));

        assertThat(first("moment-within", 0, NINE.plusNanos(1))).contains(message(1, 1));
    }

    @Test
    default void goesByThePlaceOfMessagesThatAreNotInTheOrderOfTheirTimes() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-mixed", List.of(minutes(50, 10, 60, 20)));

        assertThat(first("moment-mixed", 0, at(10))).contains(message(0, 50));
        assertThat(first("moment-mixed", 0, at(55))).contains(message(2, 60));
        assertThat(first("moment-mixed", 0, at(61))).isEmpty();
    }

    @Test
    default void findsNoMessageThatWasDeleted() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-deleted", List.of(minutes(0, 1, 2, 3)));
        stage().deletedBefore("moment-deleted", 0, 2);

        assertThat(first("moment-deleted", 0, at(0))).contains(message(2, 2));
        assertThat(ofTopic("moment-deleted", at(0))).isEqualTo(Optional.of(Map.of(0, message(2, 2))));
    }

    @Test
    default void answersForAllPartitionsOfATopicAtOnce() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-wide", List.of(minutes(0, 10), minutes(5), List.of(), minutes(7, 8, 9)));

        assertThat(ofTopic("moment-wide", at(6)))
                .isEqualTo(Optional.of(Map.of(0, message(1, 10), 3, message(0, 7))));
        assertThat(ofTopic("moment-wide", at(11))).isEqualTo(Optional.of(Map.of()));
    }

    @Test
    default void saysThatAPartitionHasToBeNamed() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-named", List.of(minutes(0, 10), minutes(5)));
        OffsetsForTimes port = stage().offsetsForTimesByPartition();

        assertThat(port.firstAtOrAfter(stage().instance(), "moment-named", at(0))).isEmpty();
        assertThat(port.firstAtOrAfter(stage().instance(), "moment-named", at(0))).isEmpty();
        assertThat(port.firstAtOrAfter(stage().instance(), new TopicPartition("moment-named", 1), at(0)))
                .contains(message(0, 5));
    }

    @Test
    default void refusesToTellOfWhatIsNotThere() {
        if (cannotTell()) {
            return;
        }
        stage().messages("moment-there", List.of(minutes(0)));

        mustBeRefused(() -> first("moment-there", 1, NINE));
        mustBeRefused(() -> first("moment-nowhere", 0, NINE));
        mustBeRefused(() -> ofTopic("moment-nowhere", NINE));
        assertThatThrownBy(
                () -> stage().offsetsForTimes().firstAtOrAfter(new InstanceId("ckafka-nowhere"), "any", NINE))
                .isInstanceOf(InstanceNotFound.class);
    }

    @Test
    default void saysHowLongAQuestionWouldWait() {
        if (cannotTell()) {
            return;
        }
        assertThat(stage().offsetsForTimes().expectedWait(stage().instance()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }

    private boolean cannotTell() {
        boolean cannot = cannot().contains(Ability.OFFSETS_FOR_TIMES);
        assertThat(stage().offsetsForTimes().isSupported(stage().instance())).isEqualTo(!cannot);
        if (cannot) {
            mustRefuse(() -> first("any", 0, NINE));
            mustRefuse(() -> ofTopic("any", NINE));
            mustRefuse(() -> stage().offsetsForTimes().expectedWait(stage().instance()));
        }
        return cannot;
    }

    private static void mustBeRefused(ThrowingCallable question) {
        assertThat(catchThrowableOfType(ClusterUnavailable.class, question).reason()).isEqualTo(Reason.REFUSED);
    }

    private Optional<MessageTime> first(String topic, int partition, Instant at) {
        return stage().offsetsForTimes().firstAtOrAfter(stage().instance(), new TopicPartition(topic, partition), at);
    }

    private Optional<Map<Integer, MessageTime>> ofTopic(String topic, Instant at) {
        return stage().offsetsForTimes().firstAtOrAfter(stage().instance(), topic, at).map(Map::copyOf);
    }

    private static MessageTime message(long offset, int minute) {
        return new MessageTime(offset, at(minute));
    }

    private static List<Instant> minutes(int... minutes) {
        return IntStream.of(minutes).mapToObj(OffsetsForTimesContract::at).toList();
    }

    private static Instant at(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }
}
