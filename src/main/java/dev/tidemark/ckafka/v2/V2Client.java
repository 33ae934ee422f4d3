package dev.tidemark.ckafka.v2;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.offsetreset.write.SendWithheld;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Sends one signed request and reads the one answer. Every request is a POST, which the JDK's client never repeats, and
 * follows no redirect; a write goes out on a connection of its own, so that it cannot meet one that is already closed.
 */
public final class V2Client implements AutoCloseable {
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient pooled;
    private final RestClient reads;
    // Counted up from anywhere: two numbers by chance would be the same too soon.
    private final AtomicInteger nonce = new AtomicInteger(ThreadLocalRandom.current().nextInt());

    /** @param readTimeout from the request to the end of the answer */
    public V2Client(Duration connectTimeout, Duration readTimeout, Clock clock) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.clock = clock;
        this.pooled = http();
        this.reads = on(pooled);
    }

    /**
     * The field {@code data} of the answer to a read.
     *
     * @throws ClusterUnavailable when it was refused or not answered
     */
    public JsonNode read(V2Endpoint endpoint, V2Keys keys, V2Request request) {
        return send(reads, endpoint, keys, request, SendPermit.ALWAYS);
    }

    /**
     * The field {@code data} of the answer to a write, which is sent exactly once.
     *
     * @param permit asked when the connection is open, right before the body leaves: without its body nothing is executed
     * @throws ClusterUnavailable when it was refused, or when it is not known whether it was executed: the reason tells
     * @throws SendWithheld when the permit was not given
     */
    public JsonNode write(V2Endpoint endpoint, V2Keys keys, V2Request request, SendPermit permit) {
        HttpClient once = http();
        try {
            return send(on(once), endpoint, keys, request, permit);
        } catch (ClusterUnavailable refusal) {
            throw V2Answer.ofReplay(refusal);
        } finally {
            once.shutdownNow();
        }
    }

    /** Ends reads that are under way; a write has a connection of its own and ends by itself. */
    @Override
    public void close() {
        pooled.shutdownNow();
        threads.shutdown();
    }

    private RestClient on(HttpClient http) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(http, threads);
        factory.setReadTimeout(readTimeout);
        return RestClient.builder().requestFactory(factory).build();
    }

    private JsonNode send(RestClient http, V2Endpoint endpoint, V2Keys keys, V2Request request,
            SendPermit permit) {
        byte[] form = form(request.signed(endpoint, keys, clock.instant(), nextNonce()));
        AtomicReference<@Nullable SendWithheld> withheld = new AtomicReference<>();
        try {
            byte[] body = http.post().uri(endpoint.address())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED).contentLength(form.length)
                    .body(out -> {
                        try {
                            permit.require();
                        } catch (SendWithheld late) {
                            withheld.set(late);
                            throw late;
                        }
                        out.write(form);
                    }).exchangeForRequiredValue((_, answer) -> body(request.action(), answer));
            return V2Answer.data(request.action(), body);
        } catch (ResourceAccessException silent) {
            SendWithheld late = withheld.get();
            throw late == null ? withoutAnswer(request.action(), silent) : late;
        }
    }

    private static byte[] form(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    }

    private HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER).executor(threads).build();
    }

    /** From 1 to the greatest int. */
    private int nextNonce() {
        return Math.floorMod(nonce.getAndIncrement(), Integer.MAX_VALUE) + 1;
    }

    private static byte[] body(String action, ClientHttpResponse answer) throws IOException {
        if (answer.getStatusCode().value() != HttpStatus.OK.value()) {
            throw ClusterUnavailable.coded(Reason.NETWORK, Optional.of("HTTP " + answer.getStatusCode().value()),
                    Optional.empty(), null, "http-status", action);
        }
        byte[] body = answer.getBody().readNBytes(MOST_BYTES);
        if (body.length == MOST_BYTES) {
            throw V2Answer.unreadable(action, null);
        }
        return body;
    }

    private static ClusterUnavailable withoutAnswer(String action, ResourceAccessException silent) {
        boolean slow = silent.getCause() instanceof HttpTimeoutException
                || silent.getCause() instanceof InterruptedIOException;
        if (slow) {
            return ClusterUnavailable.coded(Reason.TIMEOUT, silent, "timeout", action);
        }
        // The cause of a connection that was closed often has no message at all.
        String why = Optional.ofNullable(silent.getCause()).map(Throwable::getMessage).orElse("");
        return why.isEmpty()
                ? ClusterUnavailable.coded(Reason.NETWORK, silent, "connection-closed", action)
                : ClusterUnavailable.coded(Reason.NETWORK, silent, "network", action, why);
    }
}
