package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.control.LoggedRequest;
import dev.tidemark.sandbox.emulator.control.RequestLog;
import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * CKafka API 3.0, version 2019-08-19: reads a request, logs it, believes or refuses its signature, checks the common
 * parameters in the order of the fact sheet, and has the action run.
 */
public final class V3Api implements Handler {
    private static final String VERSION = "2019-08-19";

    private final V3CallReader reader = new V3CallReader();
    private final V3Envelope envelope = new V3Envelope();
    private final Map<String, Action> actions;
    private final Set<String> regions;
    private final Authenticator authenticator;
    private final ActionRunner runner;
    private final RequestLog log;

    /** @param actions by name */
    public V3Api(Map<String, Action> actions, Set<String> regions, Authenticator authenticator, ActionRunner runner,
            RequestLog log) {
        this.actions = Map.copyOf(actions);
        this.regions = Set.copyOf(regions);
        this.authenticator = authenticator;
        this.runner = runner;
        this.log = log;
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        String requestId = UUID.randomUUID().toString();
        V3Call call = reader.read(request);
        LoggedRequest logged = log.received(ApiVersion.V3, call.common("Action").orElse(""), requestId,
                call.parameters());
        try {
            return reply(answer(request, call, logged), requestId);
        } catch (ApiError refusal) {
            logged.settle(refusal.code());
            return envelope.refusal(refusal, requestId);
        }
    }

    private Outcome answer(ReceivedRequest request, V3Call call, LoggedRequest logged) {
        if (request.tooLarge()) {
            throw new ApiError("RequestSizeLimitExceeded", "The request body is larger than 10 MB.");
        }
        String secretId = authenticator.authenticate(request, call);
        Action action = action(call);
        checkRegion(call);
        checkMethod(request);
        if (call.flaw().isPresent()) {
            throw call.flaw().get();
        }
        Parameters parameters = new Parameters(call.parameters(), call.texts());
        parameters.expectOnly(action.parameters());
        return runner.run(secretId, action, parameters, logged);
    }

    private Action action(V3Call call) {
        String name = call.requiredCommon("Action");
        Action action = Optional.ofNullable(actions.get(name)).orElseThrow(
                () -> new ApiError("InvalidAction", "The action `" + name + "` does not exist in the emulator."));
        String version = call.requiredCommon("Version");
        if (!version.equals(VERSION)) {
            throw new ApiError("NoSuchVersion", "The version `" + version + "` does not exist; it is " + VERSION + ".");
        }
        return action;
    }

    private void checkRegion(V3Call call) {
        String region = call.requiredCommon("Region");
        if (!regions.contains(region)) {
            throw new ApiError("UnsupportedRegion", "The region `" + region + "` is not one of " + regions + ".");
        }
    }

    private static void checkMethod(ReceivedRequest request) {
        if (!request.isGet() && !request.method().equals("POST")) {
            throw new ApiError("UnsupportedProtocol", "The method " + request.method() + " is neither GET nor POST.");
        }
    }

    private Reply reply(Outcome outcome, String requestId) {
        return switch (outcome) {
            case Outcome.Answered answered -> envelope.answer(answered.fields(), requestId);
            case Outcome.Refused refused -> envelope.refusal(refused.error(), requestId);
            case Outcome.Broken broken -> new Reply.Answer(broken.status(), "");
            case Outcome.Dropped dropped -> new Reply.Dropped();
        };
    }
}
