package dev.tidemark.ckafka.v3;

import com.tencentcloudapi.ckafka.v20190819.CkafkaClient;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.ApiCalls;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one place through which every call of API 3.0 goes: the account's endpoint and keys, on a client of the SDK made
 * for it. {@link ApiCalls} has the rest.
 */
public final class V3Calls {
    private final Map<String, Account> accounts;
    private final Map<String, Credentials> credentials;
    private final SdkClients clients;
    private final ApiCalls calls;

    public V3Calls(List<Account> accounts, Map<String, Credentials> credentials, SdkClients clients, ApiCalls calls) {
        this.accounts = accounts.stream().collect(Collectors.toMap(Account::name, Function.identity()));
        this.credentials = Map.copyOf(credentials);
        this.clients = clients;
        this.calls = calls;
    }

    /**
     * One read, tried up to three times where trying again is worth anything.
     *
     * @param action the API's name of it, as budget and metrics count it
     * @throws ClusterUnavailable when no attempt was answered well
     */
    public <T> T read(Region region, String action, Caller caller, SdkCall<T> call) {
        return calls.read(region, action, caller,
                () -> answer(action, call, clients.forReading(account(region), keys(region), region.name())));
    }

    /** One write, sent exactly once whatever happens, and only while it is permitted. */
    public <T> T write(Region region, String action, SendPermit permit, SdkCall<T> call) {
        return calls.write(region, action,
                () -> answer(action, call, clients.forWriting(account(region), keys(region), region.name(), permit)));
    }

    private static <T> T answer(String action, SdkCall<T> call, CkafkaClient client) {
        try {
            return call.on(client);
        } catch (TencentCloudSDKException failure) {
            throw SdkErrors.translate(action, failure);
        }
    }

    private Account account(Region region) {
        return Objects.requireNonNull(accounts.get(region.account()));
    }

    private Credentials keys(Region region) {
        return Objects.requireNonNull(credentials.get(region.account()));
    }

    /** The call itself, on a client made for it. It must build its request anew each time: the SDK changes requests. */
    @FunctionalInterface
    public interface SdkCall<T> {
        T on(CkafkaClient client) throws TencentCloudSDKException;
    }
}
