package dev.tidemark.sandbox.emulator;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Where the emulator listens and whom it believes.
 *
 * @param port 0 for any free one
 * @param folder an existing folder; what the emulator creates in it is gone when it has stopped
 * @param secretKeys by SecretId
 * @param tokens of temporary credentials that are accepted; any other token is refused
 * @param regions that X-TC-Region may name
 * @param quotas whether the documented request quotas are enforced
 */
public record EmulatorSettings(InetAddress address, int port, Path folder, Map<String, String> secretKeys,
        Set<String> tokens, Set<String> regions, boolean quotas) {
    public EmulatorSettings {
        secretKeys = Map.copyOf(secretKeys);
        tokens = Set.copyOf(tokens);
        regions = Set.copyOf(regions);
    }

    /** The sandbox's own keys and region, quotas enforced. */
    public static EmulatorSettings ofSandbox(InetAddress address, int port, Path folder) {
        return new EmulatorSettings(address, port, folder, Map.of("AKIDsandbox", "sandbox-secret-key"), Set.of(),
                Set.of("ap-guangzhou"), true);
    }

    public EmulatorSettings withoutQuotas() {
        return new EmulatorSettings(address, port, folder, secretKeys, tokens, regions, false);
    }
}
