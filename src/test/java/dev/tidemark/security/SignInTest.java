package dev.tidemark.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import dev.tidemark.testing.Browser;
import dev.tidemark.testing.WebTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How people come in and go out. */
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class SignInTest {
    @Autowired
    private MockMvcTester mvc;

    @Test
    void signsAUserInAndLeadsBackToTheRequestedPage() {
        MockHttpSession session = new MockHttpSession();
        assertThat(mvc.get().uri("/instances").session(session)).hasStatus(302).redirectedUrl().endsWith("/login");
        String before = session.getId();

        MvcTestResult entered = mvc.post().uri("/login").with(csrf()).session(session).param("username", "viewer")
                .param("password", "secret").exchange();

        assertThat(entered).hasStatus(302).redirectedUrl().contains("/instances");
        assertThat(session.getId()).as("the session has another id than before").isNotEqualTo(before);
        assertThat(mvc.get().uri("/instances").session(session)).hasStatus(200);
    }

    @Test
    void saysOfAWrongPasswordAndOfAWrongNameTheSame() {
        for (List<String> wrong : List.of(List.of("viewer", "wrong"), List.of("nobody", "secret"),
                List.of("Viewer", "secret"))) {
            assertThat(mvc.post().uri("/login").with(csrf()).param("username", wrong.get(0)).param("password",
                    wrong.get(1))).as("%s", wrong).hasStatus(302).hasRedirectedUrl("/login?failed");
        }
        assertThat(mvc.get().uri("/login?failed")).bodyText().contains("Wrong user name or password.");
    }

    @Test
    void speaksChineseOnTheSignInPageToo() {
        assertThat(mvc.get().uri("/login?failed&lang=zh-CN")).bodyText().contains("用户名或密码错误。", "lang=\"zh-CN\"");
    }

    @Test
    void showsNothingOfTheSandboxOutsideIt() {
        assertThat(mvc.get().uri("/login")).bodyText().doesNotContain("andbox");
    }

    @Test
    void letsPeopleOutByPostOnly() {
        assertThat(mvc.post().uri("/logout").with(csrf()).with(user("viewer"))).hasStatus(302)
                .hasRedirectedUrl("/login?signed-out");
        assertThat(mvc.get().uri("/logout").with(user("viewer"))).hasStatus(404);
        assertThat(mvc.get().uri("/login?signed-out")).bodyText().contains("You have been signed out.");
    }

    @Test
    void refusesAForgedForm() {
        assertThat(mvc.post().uri("/logout").with(csrf().useInvalidToken()).with(user("viewer"))).hasStatus(403);
    }

    @Test
    void sendsAFormWhoseSessionEndedToTheSignInPage() {
        assertThat(mvc.post().uri("/login").param("username", "viewer").param("password", "secret")).hasStatus(302)
                .redirectedUrl().endsWith("/login");
    }

    @Test
    void refreshesThePageWhenTheSessionEndedDuringAPoll() {
        MvcTestResult polled = mvc.get().uri("/instances").header("HX-Request", "true").exchange();
        assertThat(polled).hasStatus(403).hasHeader("HX-Refresh", "true");
    }

    @Test
    void saysThatTheSessionEndedAndLeadsBackToTheForm() {
        MockHttpSession session = new MockHttpSession();
        assertThat(mvc.post().uri("/resets/7/approval").session(session).header("Host", "tidemark.example")
                .header("Referer", "http://tidemark.example/resets/7?x=%20")).hasStatus(302)
                .redirectedUrl().endsWith("/login");
        assertThat(mvc.get().uri("/login").session(session)).bodyText().contains("Your session has expired");

        assertThat(mvc.post().uri("/login").with(csrf()).session(session).param("username", "viewer")
                .param("password", "secret")).hasStatus(302).hasRedirectedUrl("/resets/7?x=%20");
    }

    @Test
    void neverLeadsToAnotherSite() {
        for (String referer : List.of("http://elsewhere.example/resets/7", "http://tidemark.example//elsewhere.example",
                "javascript:alert(1)", "%")) {
            MockHttpSession session = new MockHttpSession();
            mvc.post().uri("/resets/7/approval").session(session).header("Host", "tidemark.example")
                    .header("Referer", referer).exchange();

            assertThat(mvc.post().uri("/login").with(csrf()).session(session).param("username", "viewer")
                    .param("password", "secret")).hasStatus(302).hasRedirectedUrl("/");
        }
    }

    @ParameterizedTest
    @CsvSource({"https://tidemark.example:8443/resets/7, cross-site, /resets/7",
        "https://another.example/resets/7, same-origin, /resets/7", "https://another.example/resets/7, cross-site, /",
        "https://another.example//resets/7, same-origin, /"})
    void believesTheBrowserWhereAProxyChangedTheHost(String referer, String site, String target) {
        MockHttpSession session = new MockHttpSession();
        mvc.post().uri("http://tidemark.example/resets/7/approval").session(session)
                .header("Host", "tidemark.example:8080")
                .header("Referer", referer).header("Sec-Fetch-Site", site).exchange();

        assertThat(mvc.post().uri("/login").with(csrf()).session(session).param("username", "viewer")
                .param("password", "secret")).hasStatus(302).hasRedirectedUrl(target);
    }

    @Test
    void keepsTheNameBesideAWrongPassword() {
        MockHttpSession session = new MockHttpSession();
        mvc.post().uri("/login").with(csrf()).session(session).param("username", "mei\"<").param("password", "wrong")
                .exchange();

        assertThat(mvc.get().uri("/login?failed").session(session)).bodyText().contains("value=\"mei&quot;&lt;\"");
        assertThat(mvc.get().uri("/login").session(session)).bodyText().doesNotContain("mei");
    }

    @Test
    void showsNoSignInPageToASignedInUser() {
        assertThat(mvc.get().uri("/login").with(user("viewer"))).hasStatus(303).hasRedirectedUrl("/");
    }

    @Test
    void givesNothingToAUserThatTheConfigurationNoLongerHas() {
        assertThat(Browser.of(mvc).as("forgotten").open("/instances").getResponse().getStatus()).isEqualTo(401);
    }

    @Test
    void warnsWhenNoUserCanSignIn(CapturedOutput output) {
        ConfiguredUsers none = new ConfiguredUsers(new AccessProperties(List.of(), false));
        assertThat(output).contains("No user can sign in").contains("tidemark.access.users[0].name");
        assertThat(none).isNotNull();
    }
}
