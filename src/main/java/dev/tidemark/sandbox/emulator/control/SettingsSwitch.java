package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.action.Readings.FetchPartition;
import dev.tidemark.sandbox.emulator.action.Readings.TopicsOmitted;
import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /_sandbox/settings}: GET answers how open questions of the documents are read, PUT and POST change those that
 * they name and answer the same.
 */
public final class SettingsSwitch implements Handler {
    private static final String TOPICS_OMITTED = "topicsOmitted";
    private static final String FETCH_PARTITION = "fetchPartition";
    private static final List<String> FIELDS = List.of(TOPICS_OMITTED, FETCH_PARTITION);

    private final JsonMapper json = new JsonMapper();
    private final Readings readings;

    public SettingsSwitch(Readings readings) {
        this.readings = readings;
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        switch (request.method()) {
            case "GET" -> {
                return current();
            }
            case "PUT", "POST" -> change(SwitchBody.read(request.bodyText(), FIELDS));
            default -> throw SwitchRefused.notAllowed(request.method());
        }
        return current();
    }

    /** Everything is read before anything is changed. */
    private void change(SwitchBody body) {
        Optional<TopicsOmitted> topics = chosen(body, TOPICS_OMITTED, TopicsOmitted.values());
        Optional<FetchPartition> partition = chosen(body, FETCH_PARTITION, FetchPartition.values());
        topics.ifPresent(readings::set);
        partition.ifPresent(readings::set);
    }

    private static <E extends Enum<E>> Optional<E> chosen(SwitchBody body, String field, E[] choices) {
        return body.text(field).map(text -> Arrays.stream(choices).filter(choice -> wireName(choice).equals(text))
                .findAny().orElseThrow(() -> SwitchRefused.badRequest(field + ": " + text + " is not one of "
                        + Arrays.stream(choices).map(SettingsSwitch::wireName).toList())));
    }

    private Reply current() {
        return new Reply.Answer(200, json.writeValueAsString(json.createObjectNode()
                .put(TOPICS_OMITTED, wireName(readings.topicsOmitted()))
                .put(FETCH_PARTITION, wireName(readings.fetchPartition()))));
    }

    private static String wireName(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
