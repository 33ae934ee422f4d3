package dev.tidemark.openapi;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this API. */
@RestController
class OpenApiApi {
    private final OpenApiDocument document;

    OpenApiApi(OpenApiDocument document) {
        this.document = document;
    }

    /** Returns this document. */
    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] describeApi() {
        return document.json();
    }
}
