package dev.tidemark.alert;

import dev.tidemark.alert.AlertProperties.Receiver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Takes messages to their receivers, again and again with growing pauses until one is taken or too old. A message may
 * arrive twice, when its receiver took it and the answer was lost; it never gets lost.
 */
@Component
class AlertSender {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HELD_FOR = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration KEPT_FOR = Duration.ofDays(7);
    private static final int AT_ONCE = 20;

    private final AlertStore store;
    private final AlertProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final RestClient http;

    AlertSender(AlertStore store, AlertProperties properties, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build());
        requests.setReadTimeout(PATIENCE);
        this.http = RestClient.builder().requestFactory(requests).build();
        Gauge.builder("tidemark.alerts.waiting", this::waiting)
                .description("Messages that no receiver has taken yet").register(meters);
    }

    @Scheduled(fixedDelayString = "PT1S")
    void deliver() {
        if (properties.receivers().isEmpty()) {
            return;
        }
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            store.due(clock.instant(), AT_ONCE).forEach(delivery -> senders.execute(() -> attempt(delivery)));
        } catch (RuntimeException unavailable) {
            LOG.warn("Messages that wait could not be read, it is tried again", unavailable);
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void tidy() {
        store.forget(clock.instant().minus(KEPT_FOR));
    }

    private void attempt(Delivery delivery) {
        try {
            Instant now = clock.instant();
            Optional<Receiver> receiver = properties.receivers().stream()
                    .filter(each -> each.name().equals(delivery.receiver())).findFirst();
            if (receiver.isEmpty()) {
                store.givenUp(delivery, "the receiver is no longer configured", now);
            } else if (store.take(delivery, now, HELD_FOR)) {
                settle(delivery, receiver.get(), send(receiver.get(), delivery.alert(), now));
            }
        } catch (RuntimeException failure) {
            LOG.warn("A message to {} could not be settled, it is tried again", delivery.receiver(), failure);
        }
    }

    private void settle(Delivery delivery, Receiver receiver, Optional<String> refusal) {
        Instant now = clock.instant();
        boolean tooOld = delivery.createdAt().plus(properties.giveUpAfter()).isBefore(now);
        if (refusal.isEmpty()) {
            store.delivered(delivery, now);
        } else if (tooOld) {
            LOG.warn("A message to {} is given up: {}", receiver.name(), refusal.get());
            store.givenUp(delivery, refusal.get(), now);
        } else {
            LOG.info("{} did not take a message, attempt {}: {}", receiver.name(), delivery.attempts() + 1,
                    refusal.get());
            store.failed(delivery, refusal.get(), now.plus(pause(delivery.attempts())));
        }
        meters.counter("tidemark.alerts.deliveries", "receiver", receiver.name(), "outcome",
                refusal.isEmpty() ? "delivered" : tooOld ? "given-up" : "failed").increment();
    }

    /** Why it was not taken; without the address, which holds a key. */
    private Optional<String> send(Receiver receiver, Alert alert, Instant now) {
        WebhookRequest request = WebhookFormats.write(receiver, alert, now);
        try {
            String answer = http.post().uri(request.url()).contentType(MediaType.APPLICATION_JSON)
                    .headers(headers -> request.headers().forEach(headers::set)).body(request.body()).retrieve()
                    .body(String.class);
            return WebhookFormats.refusal(receiver.format(), answer == null ? "" : answer);
        } catch (RestClientResponseException status) {
            return Optional.of("status " + status.getStatusCode().value());
        } catch (RestClientException failure) {
            return Optional.of(failure.getMostSpecificCause().getClass().getSimpleName());
        }
    }

    private static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        Duration most = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return most.dividedBy(2).plusMillis(ThreadLocalRandom.current().nextLong(most.dividedBy(2).toMillis()));
    }

    private double waiting() {
        try {
            return (double) store.waiting();
        } catch (RuntimeException _) {
            return Double.NaN;
        }
    }
}
