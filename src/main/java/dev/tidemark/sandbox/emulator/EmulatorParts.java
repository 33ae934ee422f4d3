package dev.tidemark.sandbox.emulator;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.api.ActionRunner;
import dev.tidemark.sandbox.emulator.api.Authenticator;
import dev.tidemark.sandbox.emulator.api.Nonces;
import dev.tidemark.sandbox.emulator.api.RequestQuota;
import dev.tidemark.sandbox.emulator.api.V2Api;
import dev.tidemark.sandbox.emulator.api.V3Api;
import dev.tidemark.sandbox.emulator.control.FaultSwitch;
import dev.tidemark.sandbox.emulator.control.Faults;
import dev.tidemark.sandbox.emulator.control.RequestLog;
import dev.tidemark.sandbox.emulator.control.RequestLogSwitch;
import dev.tidemark.sandbox.emulator.control.SandboxSwitch;
import dev.tidemark.sandbox.emulator.control.SettingsSwitch;
import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.Router;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the emulator together: which handler answers which path, and what the handlers share. */
final class EmulatorParts {
    private EmulatorParts() {
    }

    static Handler assemble(EmulatorSettings settings, List<Action> actions, Readings readings, Clock clock) {
        Map<String, Action> cloud = byName(actions, ApiVersion.V3);
        Map<String, Action> legacy = byName(actions, ApiVersion.V2);
        RequestLog log = new RequestLog(clock);
        Faults faults = new Faults();
        RequestQuota quota = new RequestQuota(clock, settings.quotas());
        Authenticator authenticator = new Authenticator(settings.secretKeys(), settings.tokens(), clock);
        ActionRunner runner = new ActionRunner(faults, quota);
        return new Router(Map.of(
                "/", new V3Api(cloud, settings.regions(), authenticator, runner, log),
                V2Api.PATH,
                new V2Api(legacy, settings.regions(), authenticator, new Nonces(clock), runner, log),
                "/_sandbox/faults", new SandboxSwitch(new FaultSwitch(faults,
                        actions.stream().map(Action::name).collect(Collectors.toSet()))),
                "/_sandbox/settings", new SandboxSwitch(new SettingsSwitch(readings)),
                "/_sandbox/requests", new SandboxSwitch(new RequestLogSwitch(log))));
    }

    private static Map<String, Action> byName(List<Action> actions, ApiVersion api) {
        return actions.stream().filter(action -> action.api() == api)
                .collect(Collectors.toMap(Action::name, Function.identity()));
    }
}
