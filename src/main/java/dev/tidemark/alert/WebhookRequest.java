package dev.tidemark.alert;

import java.net.URI;
import java.util.Map;

/** One request to a receiver: where to, what, and with which headers besides those of JSON. */
record WebhookRequest(URI url, String body, Map<String, String> headers) {
    WebhookRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "a request of " + body.length() + " characters";
    }
}
