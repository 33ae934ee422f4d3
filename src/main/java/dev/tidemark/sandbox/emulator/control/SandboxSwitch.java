package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all switches under {@code /_sandbox/} have in common: they carry no signature and therefore obey callers of this
 * host alone, and they say in a sentence what is wrong with a request.
 */
public final class SandboxSwitch implements Handler {
    private final JsonMapper json = new JsonMapper();
    private final Handler inner;

    public SandboxSwitch(Handler inner) {
        this.inner = inner;
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        if (!isLoopback(request.caller())) {
            return error(403, "switches of the emulator obey callers of its own host alone");
        }
        try {
            return inner.handle(request);
        } catch (SwitchRefused refusal) {
            return error(refusal.status(), refusal.text());
        }
    }

    private Reply error(int status, String text) {
        return new Reply.Answer(status, json.writeValueAsString(json.createObjectNode().put("error", text)));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
