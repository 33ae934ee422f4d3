package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link CkafkaContract} are told about the implementation that they are held against. */
interface CkafkaContractPart {
    CkafkaStage stage();

    /** What this implementation cannot do; then the contract is that it says so, at once and without calling it an outage. */
    Set<Ability> cannot();

    static void mustRefuse(ThrowingCallable question) {
        ClusterUnavailable refusal = catchThrowableOfType(ClusterUnavailable.class, question);

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(refusal.text()).startsWith("API v2 cannot ");
    }
}
