package dev.tidemark.sandbox.emulator;

import dev.tidemark.sandbox.emulator.action.Action;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the emulator together: which handler answers which path, and what the handlers share. */
final class EmulatorParts {
    private EmulatorParts() {
    }

    static Handler assemble(EmulatorSettings settings, List<Action> actions, Clock clock) {
        Map<String, Action> byName = actions.stream().collect(Collectors.toMap(Action::name, Function.identity()));
        RequestLog log = new RequestLog(clock);
        Faults faults = new Faults();
        RequestQuota quota = new RequestQuota(clock, settings.quotas());
        Authenticator authenticator = new Authenticator(settings.secretKeys(), settings.tokens(), clock);
        ActionRunner runner = new ActionRunner(faults, quota);
        return new Router(Map.of(
                "/", new CloudApi(byName, settings.regions(), authenticator, runner, log),
                "/_sandbox/faults", new SandboxSwitch(new FaultSwitch(faults, byName.keySet())),
                "/_sandbox/requests", new SandboxSwitch(new RequestLogSwitch(log))));
    }
}
