package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_sandbox/faults}: POST arms one, DELETE disarms all; every answer lists what is armed then. */
public final class FaultSwitch implements Handler {
    private final JsonMapper json = new JsonMapper();
    private final Faults faults;
    private final FaultReader reader;

    /** @param actions that faults can be armed for */
    public FaultSwitch(Faults faults, Set<String> actions) {
        this.faults = faults;
        this.reader = new FaultReader(actions);
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        switch (request.method()) {
            case "GET" -> {
                return armed();
            }
            case "POST" -> faults.arm(reader.read(request.bodyText()));
            case "DELETE" -> faults.disarm();
            default -> throw SwitchRefused.notAllowed(request.method());
        }
        return armed();
    }

    private Reply armed() {
        ArrayNode list = json.createArrayNode();
        for (Fault fault : faults.armed()) {
            ObjectNode entry = list.addObject().put("action", fault.action()).put("kind", fault.kind().wireName())
                    .put("times", fault.times());
            if (!fault.code().isEmpty()) {
                entry.put("code", fault.code());
            }
            if (!fault.delay().isZero()) {
                entry.put("millis", fault.delay().toMillis());
            }
            fault.topic().ifPresent(topic -> entry.put("topic", topic));
            fault.partition().ifPresent(partition -> entry.put("partition", partition));
        }
        return new Reply.Answer(200, json.writeValueAsString(list));
    }
}
