package dev.tidemark.sandbox.emulator.http;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Finds the handler of a path. Paths are compared exactly; any other one is answered with HTTP status 404. */
public final class Router implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final JsonMapper json = new JsonMapper();
    private final Map<String, Handler> handlers;

    public Router(Map<String, Handler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        Optional<Handler> handler = Optional.ofNullable(handlers.get(request.path()));
        try {
            return handler.map(found -> found.handle(request))
                    .orElseGet(() -> error(404, "the emulator has nothing at " + request.path()));
        } catch (RuntimeException bug) {
            LOG.error("The emulator failed on {} {}", request.method(), request.path(), bug);
            return error(500, "the emulator failed on this request; its log says why");
        }
    }

    private Reply error(int status, String text) {
        return new Reply.Answer(status, json.writeValueAsString(json.createObjectNode().put("error", text)));
    }
}
