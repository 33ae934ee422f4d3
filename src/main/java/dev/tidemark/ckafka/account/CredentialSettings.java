package dev.tidemark.ckafka.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an account's keys come from. Never prints a secret.
 *
 * @param source decides which of the others are read
 * @param profile section of the SDK's credentials file
 * @param profileFile path of that file; without it, the SDK's two usual places
 * @param role the CVM role's name, where the machine has more than one
 * @param roleArn the role to assume with the keys that are configured or in the environment
 */
public record CredentialSettings(@DefaultValue("configured") Source source, @Nullable String secretId,
        @Nullable String secretKey, @Nullable String token, @DefaultValue("default") String profile,
        @Nullable String profileFile, @Nullable String role, @Nullable String roleArn,
        @DefaultValue("tidemark") String roleSessionName) {

    public enum Source {
        /** {@code secret-id}, {@code secret-key} and perhaps {@code token} of this configuration. */
        CONFIGURED,
        /** TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and perhaps TENCENTCLOUD_TOKEN. */
        ENVIRONMENT,
        /** The file the vendor's SDKs and command line share. */
        PROFILE,
        /** The role of the virtual machine that Tidemark runs on. */
        CVM_ROLE,
        /** The service account of the TKE pod that Tidemark runs in. */
        TKE_OIDC,
        /** Another account's role, taken on with keys of one's own (STS AssumeRole). */
        ASSUME_ROLE
    }

    public static CredentialSettings fromEnvironment() {
        return new CredentialSettings(Source.ENVIRONMENT, null, null, null, "default", null, null, null, "tidemark");
    }

    @Override
    public String toString() {
        return "CredentialSettings[source=" + source + ", secrets not shown]";
    }
}
