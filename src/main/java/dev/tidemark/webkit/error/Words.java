package dev.tidemark.webkit.error;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.Sentence;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Sentences of the domain as Spring's message source words them. */
final class Words {
    private Words() {
    }

    static MessageSourceResolvable of(Sentence sentence) {
        return new DefaultMessageSourceResolvable(new String[]{sentence.key()}, sentence.arguments().toArray());
    }

    /** The vendor's own words are quoted as such. */
    static MessageSourceResolvable of(ClusterUnavailable problem) {
        return problem.sentence().map(Words::of).orElseGet(() -> new DefaultMessageSourceResolvable(
                new String[]{"unavailable.vendor"}, new Object[]{problem.text()}));
    }
}
