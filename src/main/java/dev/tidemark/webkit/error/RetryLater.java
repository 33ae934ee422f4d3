package dev.tidemark.webkit.error;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Tells clients when to come back after a 503: soon, since one read is shared by everybody who asks. */
final class RetryLater {
    private static final int SECONDS = 5;

    private RetryLater() {
    }

    static void mark(Failure failure, HttpServletResponse response) {
        if (failure.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        }
    }
}
