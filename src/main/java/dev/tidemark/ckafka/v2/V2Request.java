package dev.tidemark.ckafka.v2;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked, before it is signed. Names of parameters are case-sensitive: {@code Timestamp} is when the request was
 * signed, in seconds, and {@code timestamp} where offsets shall go, in milliseconds.
 */
public final class V2Request {
    private final String action;
    private final SortedMap<String, String> parameters = new TreeMap<>();

    V2Request(String action) {
        this.action = action;
    }

    V2Request with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    V2Request with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** An array, one parameter for each element. */
    V2Request with(String name, List<String> values) {
        for (int index = 0; index < values.size(); index++) {
            parameters.put(name + "." + index, values.get(index));
        }
        return this;
    }

    /** As budget and metrics count it. */
    public String action() {
        return action;
    }

    /** Everything that is sent. Each call of this is another request: a Nonce is good once. */
    SortedMap<String, String> signed(V2Endpoint endpoint, V2Keys keys, Instant now, int nonce) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Region", endpoint.region());
        all.put("Timestamp", Long.toString(now.getEpochSecond()));
        all.put("Nonce", Integer.toString(nonce));
        all.put("SecretId", keys.secretId());
        all.put("SignatureMethod", V2Signature.METHOD);
        keys.token().ifPresent(token -> all.put("Token", token));
        all.put("Signature", V2Signature.ofPost(endpoint.host(), endpoint.path(), all, keys.secretKey()));
        return all;
    }
}
