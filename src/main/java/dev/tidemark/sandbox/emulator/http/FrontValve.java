package dev.tidemark.sandbox.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;

/**
 * The border between Tomcat and the emulator: reads a request to its end, has it handled, writes the answer whole.
 * A valve instead of a servlet, because only Tomcat's own response can close a connection without an answer; it needs
 * no web application behind it.
 */
public final class FrontValve extends ValveBase {
    /** Of one request body, as documented for API 3.0 with TC3 signatures. */
    public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /** How much of a body that is too large is read and discarded; beyond that the connection is reset. */
    private static final long MAX_FORGOTTEN_BYTES = 64L * 1024 * 1024;

    private final Handler handler;

    public FrontValve(Handler handler) {
        super(false);
        this.handler = handler;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
        if (response.isError()) {
            // Tomcat has refused the request line already, for example a path that cannot be decoded.
            return;
        }
        // A client that sent "Expect: 100-continue" keeps its body back until it hears this.
        response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
        switch (handler.handle(read(request))) {
            case Reply.Answer answer -> write(answer, response);
            case Reply.Dropped dropped -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    private static ReceivedRequest read(Request request) throws IOException {
        byte[] body = readBody(request);
        boolean tooLarge = body.length > MAX_BODY_BYTES;
        return new ReceivedRequest(request.getMethod(), request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""), headers(request),
                tooLarge ? new byte[0] : body, tooLarge, request.getRemoteAddr());
    }

    private static byte[] readBody(Request request) throws IOException {
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
        // A client that is still writing would meet the reset instead of the answer.
        in.skip(MAX_FORGOTTEN_BYTES);
        return body;
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        return headers;
    }

    private static void write(Reply.Answer answer, Response response) throws IOException {
        byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
