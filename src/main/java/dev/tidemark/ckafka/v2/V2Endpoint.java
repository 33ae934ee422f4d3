package dev.tidemark.ckafka.v2;

import java.net.URI;

/**
 * Where one account's legacy API is.
 *
 * @param region sent along as it is, for example {@code ap-guangzhou}
 */
public record V2Endpoint(URI address, String region) {
    private static final String PATH = "/v2/index.php";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * The endpoint as configuration has it.
     *
     * @param protocol with its slashes, for example {@code https://}
     * @param host with its port, if it has one
     */
    public static V2Endpoint of(String protocol, String host, String region) {
        return new V2Endpoint(URI.create(protocol + host + PATH), region);
    }

    String path() {
        return PATH;
    }

    /** As it is in the header Host, because that is what is signed: the default port is left out. */
    String host() {
        int usual = address.getScheme().equals("https") ? HTTPS : HTTP;
        return address.getPort() < 0 || address.getPort() == usual
                ? address.getHost()
                : address.getHost() + ":" + address.getPort();
    }
}
