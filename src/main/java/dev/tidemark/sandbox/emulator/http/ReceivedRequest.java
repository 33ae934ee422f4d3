package dev.tidemark.sandbox.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One HTTP request as it came off the wire, read to its end. Nothing is decoded, because signatures cover the raw form.
 * Header names are matched in any case; names of parameters never are.
 */
public final class ReceivedRequest {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean tooLarge;
    private final String caller;

    /**
     * @param query the raw query without its question mark, empty when there is none
     * @param body empty when it was too large to be kept
     * @param caller the client's address, as a literal
     */
    public ReceivedRequest(String method, String path, String query, Map<String, String> headers, byte[] body,
            boolean tooLarge, String caller) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body.clone();
        this.tooLarge = tooLarge;
        this.caller = caller;
    }

    public String method() {
        return method;
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    public String path() {
        return path;
    }

    public String query() {
        return query;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The values of the header Host that a signature may cover: as it came, and without its port. Clients differ, and
     * the vendor's Node SDK signs the name alone whatever it connects to.
     */
    public List<String> signableHosts() {
        String host = header("Host").orElse("").strip();
        return Stream.of(host, host.replaceFirst(":[0-9]+$", "")).distinct().toList();
    }

    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean tooLarge() {
        return tooLarge;
    }

    public String caller() {
        return caller;
    }
}
