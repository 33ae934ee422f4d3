package dev.tidemark.openapi;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** An operation as a command for a terminal. curl asks for the password itself, so that none is left in a history. */
final class CurlCommand {
    private CurlCommand() {
    }

    /** The address of an operation, with the examples of its path and of the parameters it must have. */
    static String address(String path, JsonNode parameters) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, String> examples = new HashMap<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asString();
            examples.put(name, parameter.path("example").asString(""));
            if (parameter.path("in").asString().equals("query") && parameter.path("required").asBoolean(false)) {
                address.queryParam(name, "{" + name + "}");
            }
        }
        return address.encode().buildAndExpand(examples).toUriString();
    }

    static String of(String person, String method, String address, String body) {
        String command = "curl -u " + quoted(person);
        if (!body.isEmpty()) {
            command += " -H 'Content-Type: application/json' \\\n  -d " + quoted(body) + " \\\n ";
        } else if (!method.equals("GET")) {
            command += " -X " + method;
        }
        return command + " " + quoted(address);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
