package dev.tidemark.webkit;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers that a browser saves as a file. */
public final class Download {
    private Download() {
    }

    /** Names of groups can be any text; the header carries them in UTF-8. */
    public static ResponseEntity<String> csv(String fileName, String text) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(fileName, StandardCharsets.UTF_8).build().toString()).body(text);
    }
}
