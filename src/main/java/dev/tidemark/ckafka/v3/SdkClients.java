package dev.tidemark.ckafka.v3;

import com.tencentcloudapi.ckafka.v20190819.CkafkaClient;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.offsetreset.write.SendPermit;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Builds the SDK's clients over two HTTP clients of our own: one for reads, which may repeat itself, and one for writes,
 * which sends a request exactly once whatever the network does. A client is made for each call because it is cheap and
 * the SDK's are not safe to re-configure.
 */
public final class SdkClients {
    private static final long MAX_ERROR_BODY = 64L * 1024;

    private final OkHttpClient reads;
    private final OkHttpClient writes;

    public SdkClients(Timeouts timeouts) {
        OkHttpClient base = new OkHttpClient.Builder().connectTimeout(timeouts.connect()).readTimeout(timeouts.read())
                .writeTimeout(timeouts.read()).callTimeout(timeouts.call())
                // A redirect would turn a POST into a GET and take its answer for success.
                .followRedirects(false).followSslRedirects(false)
                .addInterceptor(SdkClients::closeErrorAnswers).addNetworkInterceptor(SdkClients::neverOnDemand)
                .build();
        this.reads = base;
        // Without idle connections a write never meets one that the server has already closed, the case in which OkHttp
        // sends it again; without retryOnConnectionFailure it does not try the host's next address either. None idle means
        // closed at once; the time is only how often OkHttp looks at connections in use, and looking costs.
        this.writes = base.newBuilder().retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MINUTES)).build();
    }

    CkafkaClient forReading(Account account, Credentials credentials, String region) {
        return client(account, credentials, region, reads);
    }

    /** @param permit asked when the connection is open, right before the first byte of the request leaves */
    CkafkaClient forWriting(Account account, Credentials credentials, String region, SendPermit permit) {
        return client(account, credentials, region, writes.newBuilder().addNetworkInterceptor(chain -> {
            permit.require();
            return chain.proceed(chain.request());
        }).build());
    }

    private static CkafkaClient client(Account account, Credentials credentials, String region, OkHttpClient http) {
        HttpProfile profile = new HttpProfile();
        profile.setProtocol(account.protocol());
        profile.setEndpoint(account.hostIn(region));
        profile.setHttpClient(http);
        ClientProfile settings = new ClientProfile();
        settings.setHttpProfile(profile);
        settings.setLanguage(Language.EN_US);
        return new CkafkaClient(credentials.current(), region, settings);
    }

    // The SDK leaves the body of an answer other than 200 open, and with it the connection.
    private static Response closeErrorAnswers(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        if (answer.code() == HttpURLConnection.HTTP_OK) {
            return answer;
        }
        try (answer) {
            ResponseBody copy = answer.peekBody(MAX_ERROR_BODY);
            return answer.newBuilder().body(copy).build();
        }
    }

    // A 503 with "Retry-After: 0" makes OkHttp send the request again, even when told not to retry; a 408 likewise.
    private static Response neverOnDemand(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        return switch (answer.code()) {
            case HttpURLConnection.HTTP_UNAVAILABLE -> answer.newBuilder().removeHeader("Retry-After").build();
            case HttpURLConnection.HTTP_CLIENT_TIMEOUT -> answer.newBuilder()
                    .code(HttpURLConnection.HTTP_GATEWAY_TIMEOUT).build();
            default -> answer;
        };
    }
}
