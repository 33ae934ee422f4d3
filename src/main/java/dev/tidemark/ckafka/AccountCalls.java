package dev.tidemark.ckafka;

import com.tencentcloudapi.common.Credential;
import dev.tidemark.ckafka.CkafkaProperties.Account;
import dev.tidemark.ckafka.legacy.LegacyCalls;
import dev.tidemark.ckafka.legacy.LegacyClient;
import dev.tidemark.ckafka.legacy.LegacyEndpoint;
import dev.tidemark.ckafka.legacy.LegacyKeys;
import dev.tidemark.ckafka.legacy.LegacyRequest;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.offsetreset.SendPermit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The legacy API's calls with the endpoint and the keys of each account, and with all that {@link Calls} has. */
final class AccountCalls implements LegacyCalls {
    private final Map<String, Account> accounts;
    private final Map<String, Credentials> credentials;
    private final LegacyClient client;
    private final Calls calls;
    private final Urgency urgency;

    AccountCalls(List<Account> accounts, Map<String, Credentials> credentials, LegacyClient client, Calls calls,
            Urgency urgency) {
        this.accounts = accounts.stream().collect(Collectors.toMap(Account::name, Function.identity()));
        this.credentials = Map.copyOf(credentials);
        this.client = client;
        this.calls = calls;
        this.urgency = urgency;
    }

    @Override
    public <T> T read(Region region, LegacyRequest request, Function<JsonNode, T> understand) {
        return calls.read(region, request.action(), urgency,
                () -> understand.apply(client.read(endpoint(region), keys(region), request)));
    }

    @Override
    public <T> T write(Region region, LegacyRequest request, SendPermit permit, Function<JsonNode, T> understand) {
        return calls.write(region, request.action(),
                () -> understand.apply(client.write(endpoint(region), keys(region), request, permit)));
    }

    private LegacyEndpoint endpoint(Region region) {
        Account account = Objects.requireNonNull(accounts.get(region.account()));
        return LegacyEndpoint.of(account.protocol(), account.hostIn(region.name()), region.name());
    }

    private LegacyKeys keys(Region region) {
        Credential now = Objects.requireNonNull(credentials.get(region.account())).current();
        return new LegacyKeys(now.getSecretId(), now.getSecretKey(), Optional.ofNullable(now.getToken()));
    }
}
