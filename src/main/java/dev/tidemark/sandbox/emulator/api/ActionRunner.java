package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.control.Fault;
import dev.tidemark.sandbox.emulator.control.FaultKind;
import dev.tidemark.sandbox.emulator.control.Faults;
import dev.tidemark.sandbox.emulator.control.LoggedRequest;
import dev.tidemark.sandbox.emulator.http.AnswerFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one action for a caller who is known: the fault that comes before, the quota, the action, the fault that comes
 * after. Settles the logged request before its outcome is returned, so that the log never lags behind the wire.
 */
public final class ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);

    private final Faults faults;
    private final RequestQuota quota;
    private final Map<ApiVersion, AnswerFields> fields = Map.of(ApiVersion.V2, AnswerFields.asNamed(), ApiVersion.V3,
            AnswerFields.inUpperCamelCase());

    public ActionRunner(Faults faults, RequestQuota quota) {
        this.faults = faults;
        this.quota = quota;
    }

    Outcome run(String secretId, Action action, Parameters parameters, LoggedRequest logged) {
        Optional<Fault> fault = faults.next(action.name());
        if (fault.isEmpty()) {
            return settled(execute(secretId, action, () -> action.answer(parameters)), "ok", logged);
        }
        logged.settle(nameOf(fault.get()));
        return faulty(fault.get(), () -> failedWrite(action.api(), parameters, fault.get().code()),
                () -> execute(secretId, action, () -> answer(action, parameters, fault.get())), logged);
    }

    private Outcome faulty(Fault fault, Supplier<ObjectNode> failedWrite, Execution execution, LoggedRequest logged) {
        String name = nameOf(fault);
        return switch (fault.kind()) {
            case CODE -> new Outcome.Refused(new ApiError(fault.code(), ActionFault.TEXT));
            case HTTP_500 -> new Outcome.Broken(500);
            case HTTP_503 -> new Outcome.Broken(503);
            case EMPTY_BODY -> new Outcome.Broken(200);
            case DROP_BEFORE -> new Outcome.Dropped();
            case RETURN_CODE -> new Outcome.Answered(failedWrite.get());
            case DELAY ->
                waited(fault.delay()) ? settled(execution.run(), name, logged) : new Outcome.Dropped();
            case TASK, PARTITION_ERROR -> settled(execution.run(), name, logged);
            case NULL_LAG -> settled(withoutLag(execution.run()), name, logged);
            case DROP_AFTER -> {
                execution.run();
                yield new Outcome.Dropped();
            }
        };
    }

    private static Object answer(Action action, Parameters parameters, Fault fault) {
        return fault.forAction().map(part -> action.answer(parameters, part))
                .orElseGet(() -> action.answer(parameters));
    }

    private Outcome execute(String secretId, Action action, Supplier<Object> answer) {
        try {
            quota.count(secretId, action);
            return new Outcome.Answered(Objects.requireNonNull(fields.get(action.api())).of(answer.get()));
        } catch (ApiError refusal) {
            return new Outcome.Refused(refusal);
        } catch (RuntimeException bug) {
            LOG.error("The emulator's {} failed", action.name(), bug);
            return new Outcome.Refused(new ApiError("InternalError", "An internal error has occurred."));
        }
    }

    /** A refusal says more than the fault that it met on its way. */
    private static Outcome settled(Outcome outcome, String otherwise, LoggedRequest logged) {
        logged.settle(outcome instanceof Outcome.Refused refused ? refused.error().code() : otherwise);
        return outcome;
    }

    private static String nameOf(Fault fault) {
        return fault.kind() == FaultKind.CODE ? fault.code() : fault.kind().wireName();
    }

    private static ObjectNode failedWrite(ApiVersion api, Parameters parameters, String returnCode) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (api == ApiVersion.V2) {
            ObjectNode data = answer.put("msg", "").putObject("data");
            data.putArray("succ");
            ArrayNode failed = data.putArray("failed");
            parameters.texts("topics").forEach(topic -> failed.addObject().put("topic", topic)
                    .put("error_code", returnCode.matches("-?[0-9]{1,4}") ? Integer.parseInt(returnCode) : -1)
                    .put("error_msg", ActionFault.TEXT).putArray("partitions"));
            return answer;
        }
        answer.putObject("Result").put("ReturnCode", returnCode)
                .put("ReturnMessage", ActionFault.TEXT).putNull("Data");
        return answer;
    }

    private static Outcome withoutLag(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            for (String lag : List.of("Lag", "lag")) {
                answered.fields().findParents(lag).forEach(parent -> ((ObjectNode) parent).putNull(lag));
            }
        }
        return outcome;
    }

    /** False when Tomcat is stopping: it interrupts its threads, and the request must not go on. */
    private static boolean waited(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Execution {
        Outcome run();
    }
}
