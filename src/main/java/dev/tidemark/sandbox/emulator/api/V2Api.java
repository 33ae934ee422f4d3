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
import dev.tidemark.sandbox.emulator.signature.ParameterSignature;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The legacy API at {@code /v2/index.php}: GET, or POST of either kind of form, always signed with a parameter among the
 * others and a Nonce that is good once. Faults, quotas and the log are those of API 3.0.
 */
public final class V2Api implements Handler {
    public static final String PATH = ParameterSignature.V2_PATH;

    /** The older names of regions, which this API takes too; those of the sandbox. */
    private static final Map<String, String> SHORT_REGIONS = Map.of("gz", "ap-guangzhou");

    private final V3CallReader reader = new V3CallReader();
    private final V2Envelope envelope = new V2Envelope();
    private final Map<String, Action> actions;
    private final Set<String> regions;
    private final Authenticator authenticator;
    private final Nonces nonces;
    private final ActionRunner runner;
    private final RequestLog log;

    /** @param actions by name */
    public V2Api(Map<String, Action> actions, Set<String> regions, Authenticator authenticator, Nonces nonces,
            ActionRunner runner, RequestLog log) {
        this.actions = Map.copyOf(actions);
        this.regions = Set.copyOf(regions);
        this.authenticator = authenticator;
        this.nonces = nonces;
        this.runner = runner;
        this.log = log;
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        V3Call call = reader.readParameters(request);
        // This API answers no request id; the log needs one all the same.
        LoggedRequest logged = log.received(ApiVersion.V2, call.common("Action").orElse(""),
                UUID.randomUUID().toString(), call.parameters());
        try {
            return reply(answer(request, call, logged));
        } catch (ApiError refusal) {
            logged.settle(refusal.code());
            return envelope.refusal(refusal);
        }
    }

    private Outcome answer(ReceivedRequest request, V3Call call, LoggedRequest logged) {
        if (request.tooLarge()) {
            throw new ApiError("RequestSizeLimitExceeded", "The request body is larger than 10 MB.");
        }
        if (!request.isGet() && !request.method().equals("POST")) {
            throw new ApiError("UnsupportedProtocol", "The method " + request.method() + " is neither GET nor POST.");
        }
        if (call.flaw().isPresent() && call.common("Signature").isEmpty()) {
            throw call.flaw().get();
        }
        String secretId = authenticator.authenticateParameters(request, call);
        String nonce = call.requiredCommon("Nonce");
        if (!nonce.matches("[1-9][0-9]{0,18}")) {
            throw ApiError.invalid("Nonce", "must be a positive integer");
        }
        nonces.use(secretId, nonce);
        if (call.flaw().isPresent()) {
            throw call.flaw().get();
        }
        String name = call.requiredCommon("Action");
        Action action = Optional.ofNullable(actions.get(name)).orElseThrow(
                () -> new ApiError("InvalidAction", "The action `" + name + "` does not exist in the emulator."));
        checkRegion(call);
        Parameters parameters = new Parameters(call.parameters(), true);
        parameters.expectOnly(action.parameters());
        return runner.run(secretId, action, parameters, logged);
    }

    private void checkRegion(V3Call call) {
        call.common("Region").map(region -> SHORT_REGIONS.getOrDefault(region, region))
                .filter(region -> !regions.contains(region)).ifPresent(region -> {
                    throw new ApiError("UnsupportedRegion",
                            "The region `" + region + "` is not one of " + regions + ".");
                });
    }

    private Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> envelope.answer(answered.fields());
            case Outcome.Refused refused -> envelope.refusal(refused.error());
            case Outcome.Broken broken -> new Reply.Answer(broken.status(), "");
            case Outcome.Dropped dropped -> new Reply.Dropped();
        };
    }
}
