package dev.tidemark.webkit.error;

import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, ready to be worded as a page or as a problem document. The words are messages: {@code
 * problem.<name>.title} and {@code problem.<name>.detail}, the latter with {@code facts} as its arguments.
 *
 * @param name in lower case with dashes; the last part of the problem's type
 * @param facts for the detail: any text, never markup, or a {@code MessageSourceResolvable} to be worded too
 * @param field the input that was wrong
 * @param advice what to put there instead, as a sentence to stand beside it; the detail where there is none
 * @param code the cloud's error code
 * @param requestId the cloud's request id, to quote to the vendor
 * @param reference our own id, to find it in the log
 */
public record Failure(HttpStatus status, String name, List<Object> facts, Optional<String> field,
        Optional<MessageSourceResolvable> advice, Optional<String> code, Optional<String> requestId,
        Optional<String> reference) {
    /** The request attribute under which a filter leaves the exception it refused with, for the error page to word. */
    public static final String REFUSAL = Failure.class.getName() + ".refusal";

    public Failure {
        facts = List.copyOf(facts);
    }

    public static Failure of(HttpStatus status, String name, Object... facts) {
        return new Failure(status, name, List.of(facts), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    public Failure withField(String wrong) {
        return new Failure(status, name, facts, Optional.of(wrong), advice, code, requestId, reference);
    }

    Failure withAdvice(MessageSourceResolvable sentence) {
        return new Failure(status, name, facts, field, Optional.of(sentence), code, requestId, reference);
    }

    Failure withCloud(Optional<String> cloudCode, Optional<String> cloudRequest) {
        return new Failure(status, name, facts, field, advice, cloudCode, cloudRequest, reference);
    }

    Failure withReference(String logged) {
        return new Failure(status, name, facts, field, advice, code, requestId, Optional.of(logged));
    }

    String type() {
        return "urn:tidemark:problem:" + name;
    }
}
