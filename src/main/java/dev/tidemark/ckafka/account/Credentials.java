package dev.tidemark.ckafka.account;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.provider.CvmRoleCredential;
import com.tencentcloudapi.common.provider.OIDCRoleArnProvider;
import com.tencentcloudapi.common.provider.STSCredential;
import dev.tidemark.kafka.ClusterUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one account, whole at every call: the SDK reads id, key and token one by one, so a credential that renews
 * itself can be torn; here each call gets a copy of three values that belong together. Never prints a secret.
 */
public interface Credentials {
    /**
     * Keys to sign one call with.
     *
     * @throws ClusterUnavailable when a role's keys cannot be fetched
     */
    Credential current();

    /**
     * Prepares an account's keys; those that are written down somewhere are checked at once.
     *
     * @throws MissingCredentials when there are none, or half of them
     */
    static Credentials of(String account, CredentialSettings settings, Map<String, String> environment) {
        return switch (settings.source()) {
            case CONFIGURED -> configured(account, settings);
            case ENVIRONMENT -> Keys.from(environment).orComplain(account, "the environment");
            case PROFILE -> CredentialsFile.read(account, settings, environment);
            case CVM_ROLE -> new Renewing(account, cvmRole(settings.role()));
            case TKE_OIDC -> new Renewing(account, tkeOidc(account));
            case ASSUME_ROLE -> new Renewing(account, assumedRole(account, settings, environment));
        };
    }

    private static Credentials configured(String account, CredentialSettings settings) {
        return new Keys(settings.secretId(), settings.secretKey(), settings.token()).orComplain(account,
                "tidemark.ckafka.accounts[].credentials (secret-id, secret-key)");
    }

    private static Credential cvmRole(@Nullable String role) {
        return role == null ? new CvmRoleCredential() : new CvmRoleCredential(role);
    }

    private static Credential tkeOidc(String account) {
        try {
            return new OIDCRoleArnProvider().getCredentials();
        } catch (TencentCloudSDKException | RuntimeException refused) {
            throw new MissingCredentials(account, "the TKE service account did not give any: " + refused.getMessage());
        }
    }

    private static Credential assumedRole(String account, CredentialSettings settings,
            Map<String, String> environment) {
        if (settings.roleArn() == null) {
            throw new MissingCredentials(account, "assume-role needs credentials.role-arn");
        }
        Keys own = settings.secretId() == null
                ? Keys.from(environment)
                : new Keys(settings.secretId(), settings.secretKey(), settings.token());
        Credential base = own.orComplain(account, "credentials.secret-id and .secret-key, or the environment")
                .current();
        return new STSCredential(base.getSecretId(), base.getSecretKey(), settings.roleArn(),
                settings.roleSessionName());
    }

    /** Three values as found; any of them may be missing. */
    record Keys(@Nullable String secretId, @Nullable String secretKey, @Nullable String token) {
        static Keys from(Map<String, String> environment) {
            return new Keys(environment.get("TENCENTCLOUD_SECRET_ID"), environment.get("TENCENTCLOUD_SECRET_KEY"),
                    environment.get("TENCENTCLOUD_TOKEN"));
        }

        // The SDK would send a request signed with "null" and blame the signature.
        Credentials orComplain(String account, String origin) {
            if (secretId == null || secretId.isBlank() || secretKey == null || secretKey.isBlank()) {
                throw new MissingCredentials(account, "no complete pair of SecretId and SecretKey in " + origin);
            }
            String id = secretId.strip();
            String key = secretKey.strip();
            return () -> new Credential(id, key, token == null || token.isBlank() ? null : token.strip());
        }

        @Override
        public String toString() {
            return "Keys[not shown]";
        }
    }

    /** Keys of a role, which the SDK's credential renews before they expire. */
    final class Renewing implements Credentials {
        // The SDK's own look-ups (machine metadata, STS) set no timeouts.
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final Executor LOOK_UPS = Executors.newVirtualThreadPerTaskExecutor();

        private final String account;
        private final Credential role;

        Renewing(String account, Credential role) {
            this.account = account;
            this.role = role;
        }

        @Override
        public Credential current() {
            try {
                return CompletableFuture.supplyAsync(this::whole, LOOK_UPS)
                        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
            } catch (CompletionException failed) {
                throw ClusterUnavailable.coded(ClusterUnavailable.Reason.DENIED, failed, "role-keys", account);
            }
        }

        private synchronized Credential whole() {
            Credential copy = copy();
            // A renewal between two getters would mix old and new; then the second copy is whole.
            Credential same = copy();
            if (!Objects.equals(copy.getSecretId(), same.getSecretId())
                    || !Objects.equals(copy.getToken(), same.getToken())) {
                same = copy();
            }
            if (same.getSecretId() == null || same.getSecretKey() == null) {
                throw new IllegalStateException("the role has no keys");
            }
            return same;
        }

        private Credential copy() {
            return new Credential(role.getSecretId(), role.getSecretKey(), role.getToken());
        }
    }
}
