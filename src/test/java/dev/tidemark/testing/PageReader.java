package dev.tidemark.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads pages over HTTP as a signed-in user, without a browser around them. */
public final class PageReader {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String root;

    public PageReader(String root, String name, String password) {
        this.root = root;
        Matcher token = TOKEN.matcher(text(open("/login")));
        if (!token.find()) {
            throw new IllegalStateException("the sign-in page has no token");
        }
        send(HttpRequest.newBuilder(URI.create(root + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
    }

    public HttpResponse<byte[]> open(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)));
    }

    /** The body as it travels to a browser. */
    public int compressedBytes(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).header("Accept-Encoding", "gzip")).body().length;
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
