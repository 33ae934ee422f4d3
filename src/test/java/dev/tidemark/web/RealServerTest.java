package dev.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.TestTidemark;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What only a real server does: malformed addresses, cookies, compression, caching. */
@SpringBootTest(classes = TestTidemark.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "spring.datasource.url=" + TestTidemark.DATABASE, "tidemark.lag.enabled=false", "tidemark.web.sandbox=true",
    "tidemark.access.users[0].name=viewer", "tidemark.access.users[0].password={noop}secret",
    "tidemark.access.users[0].grants[0].role=viewer"})
class RealServerTest {
    private static final Pattern HASHED = Pattern.compile("href=\"(/css/tokens-[0-9a-f]{32}\\.css)\"");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/instances/a%2Fb/groups", "/instances/a%5Cb/groups", "/instances/..%2f../groups",
        "/instances/a;b/groups", "/instances/%25/groups", "/instances//groups"})
    void aMalformedAddressHasOurChromeAndHeaders(String address) throws IOException {
        assertThat(raw(address)).startsWith("HTTP/1.1 400").contains("site-header", "Bad request",
                "Content-Security-Policy: default-src 'none'");
        assertThat(raw("/api/v1" + address)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instances/<script>/groups", "/instances/a|b\"{}/groups?search=[<\">]"})
    void aSloppyAddressIsTreatedAsAnyOther(String address) throws IOException {
        assertThat(raw(address)).startsWith("HTTP/1.1 302");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instances/%00/groups", "/instances/%zz/groups"})
    void whatIsNoAddressAtAllShowsNothingOfTheServer(String address) throws IOException {
        assertThat(raw(address)).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "Exception", "\tat ");
    }

    @Test
    void cookiesAreForThisSiteOnlyAndSecureBehindTls() throws Exception {
        assertThat(get("/login").headers().firstValue("Set-Cookie").orElseThrow()).contains("tidemark-session=",
                "HttpOnly", "SameSite=Lax").doesNotContain("Secure");
        assertThat(get("/login", "X-Forwarded-Proto", "https").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Secure");
    }

    @Test
    void leadsBackToTheFormBehindAProxyThatTellsTheHostInAHeaderOfItsOwn() throws Exception {
        HttpResponse<String> refused = post("/resets/7/approval", "", "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "tidemark.example", "Referer", "https://tidemark.example/resets/7");
        assertThat(refused.statusCode()).isEqualTo(302);
        HttpResponse<String> signIn = get("/login", "Cookie", cookie(refused));
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(signIn.body());
        assertThat(token.find()).isTrue();

        HttpResponse<String> entered = post("/login", "username=viewer&password=secret&_csrf=" + token.group(1),
                "Cookie", cookie(refused));

        assertThat(entered.headers().firstValue("Location").orElseThrow()).endsWith("/resets/7");
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private HttpResponse<String> post(String address, String form, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address)).headers(headers)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void staticFilesAreKeptForEverUnderTheHashOfTheirContent() throws Exception {
        Matcher link = HASHED.matcher(get("/login").body());
        assertThat(link.find()).isTrue();
        assertThat(get(link.group(1)).headers().firstValue("Cache-Control"))
                .hasValue("max-age=31536000, public, immutable");
        assertThat(get("/css/tokens.css").headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(get("/login").headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/css/tokens.css", "/js/app.js", "/webjars/htmx.org/dist/htmx.min.js"})
    void textTravelsCompressed(String address) throws Exception {
        assertThat(get(address, "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void theSandboxSaysSoAndNamesItsPeople() throws Exception {
        assertThat(get("/login").body()).contains("Sandbox: a real Kafka and demo traffic on this machine", "approver2",
                "<code>sandbox</code>");
        assertThat(get("/login?lang=zh-CN").body()).contains("沙箱：本机运行的真实 Kafka");
        assertThat(raw("/instances/a%2Fb/groups")).contains("Sandbox: a real Kafka");
    }

    private HttpResponse<String> get(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    /** Without a client that would correct the address. */
    private String raw(String address) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Accept: text/html\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
