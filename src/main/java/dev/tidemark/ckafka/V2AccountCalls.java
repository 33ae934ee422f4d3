package dev.tidemark.ckafka;

import com.tencentcloudapi.common.Credential;
import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.ApiCalls;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.v2.V2Calls;
import dev.tidemark.ckafka.v2.V2Client;
import dev.tidemark.ckafka.v2.V2Endpoint;
import dev.tidemark.ckafka.v2.V2Keys;
import dev.tidemark.ckafka.v2.V2Request;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The calls of API v2 with the endpoint and the keys of each account, and with all that {@link ApiCalls} has. */
final class V2AccountCalls implements V2Calls {
    private final Map<String, Account> accounts;
    private final Map<String, Credentials> credentials;
    private final V2Client client;
    private final ApiCalls calls;
    private final Caller caller;

    public V2AccountCalls(WatchedAccounts watched, V2Client client, ApiCalls calls, Caller caller) {
        this.accounts = watched.accounts().stream().collect(Collectors.toMap(Account::name, Function.identity()));
        this.credentials = watched.credentials();
        this.client = client;
        this.calls = calls;
        this.caller = caller;
    }

    @Override
    public <T> T read(Region region, V2Request request, Function<JsonNode, T> understand) {
        return calls.read(region, request.action(), caller,
                () -> understand.apply(client.read(endpoint(region), keys(region), request)));
    }

    @Override
    public <T> T write(Region region, V2Request request, SendPermit permit, Function<JsonNode, T> understand) {
        return calls.write(region, request.action(),
                () -> understand.apply(client.write(endpoint(region), keys(region), request, permit)));
    }

    private V2Endpoint endpoint(Region region) {
        Account account = Objects.requireNonNull(accounts.get(region.account()));
        return V2Endpoint.of(account.protocol(), account.hostIn(region.name()), region.name());
    }

    private V2Keys keys(Region region) {
        Credential now = Objects.requireNonNull(credentials.get(region.account())).current();
        return new V2Keys(now.getSecretId(), now.getSecretKey(), Optional.ofNullable(now.getToken()));
    }
}
