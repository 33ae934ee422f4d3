package dev.tidemark.webkit.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.WebTest;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;

/** Every failure has its status and is worded once: as a page with its chrome, or as a problem document. */
@WebTest
@Import(FailuresTest.Broken.class)
class FailuresTest {
    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;

    @BeforeEach
    void arrange() {
        ckafka.instance(Groups.instance("ckafka-fail", "failing", "ap-failing")).group(new InstanceId("ckafka-fail"),
                Groups.empty("g"));
    }

    @AfterEach
    void recover() {
        ckafka.recover();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            viewer  | /instances/ckafka-none/groups            | 404 | Instance not found       | 实例不存在
            viewer  | /instances/ckafka-fail/group?name=none   | 404 | Consumer group not found | 消费分组不存在
            viewer  | /nothing                                 | 404 | Page not found           | 页面不存在
            viewer  | /instances/%20/groups                    | 404 | Page not found           | 页面不存在
            viewer  | /instances/ckafka-fail/groups?offset=x   | 422 | Offset: Enter a whole number. | 位点：请输入整数。
            viewer  | /instances/ckafka-fail/groups?offset=-1  | 422 | Offset: Enter a whole number, 0 or more. | 位点：请输入大于或等于 0 的整数。
            viewer  | /instances/ckafka-fail/groups?offset=9999999999 | 422 | Offset: Enter a whole number. | 位点：请输入整数。
            viewer  | /instances/ckafka-fail/groups?state=Dead | 422 | state: Choose Stable or Empty | state：请选择 Stable
            viewer  | /instances/ckafka-fail/group             | 422 | name: This is required. | name：必填。
            viewer  | /instances/ckafka-fail/group?name=       | 422 | name: This is required. | name：必填。
            limited | /instances/ckafka-fail/groups            | 403 | do not have permission to view consumer groups on ckafka-fail | 没有查看消费分组的权限（ckafka-fail）
            limited | /instances/ckafka-none/group?name=g      | 403 | Not allowed            | 没有权限
            """)
    void pagesSayWhatIsWrongInTheReadersLanguage(String who, String address, int status, String english,
            String chinese) {
        Browser browser = Browser.of(mvc).as(who);
        assertThat(browser.open(address)).hasStatus(status).hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
        assertThat(browser.text(address)).contains(english, "Sign out").doesNotContain("??");
        assertThat(browser.in("zh-CN").text(address)).contains(chinese, "退出登录").doesNotContain("??");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            viewer  | /instances/ckafka-none/groups                   | 404 | instance-not-found
            viewer  | /instances/ckafka-none/group?name=g             | 404 | instance-not-found
            viewer  | /instances/ckafka-fail/group?name=none          | 404 | group-not-found
            viewer  | /instances/ckafka-fail/group/offsets?name=none  | 404 | group-not-found
            viewer  | /nothing                                        | 404 | not-found
            viewer  | /instances/ckafka-fail/groups?limit=0           | 422 | invalid-input
            viewer  | /instances/ckafka-fail/groups?limit=51          | 422 | invalid-input
            viewer  | /instances/ckafka-fail/groups?offset=1.5        | 422 | invalid-input
            viewer  | /instances/ckafka-fail/groups?state=Sleeping    | 422 | invalid-input
            viewer  | /instances/ckafka-fail/group                    | 422 | invalid-input
            limited | /instances/ckafka-fail/groups                   | 403 | access-denied
            nobody  | /instances                                      | 401 | unauthenticated
            """)
    void programsGetAProblemDocumentInEnglish(String who, String address, int status, String type) {
        MvcTestResult answer = Browser.of(mvc).as(who).in("zh-CN").call("/api/v1" + address);
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON).bodyJson()
                .hasPathSatisfying("$.type", value -> assertThat(value).isEqualTo("urn:tidemark:problem:" + type))
                .hasPathSatisfying("$.status", value -> assertThat(value).isEqualTo(status))
                .hasPathSatisfying("$.title", value -> assertThat(value).asString().isNotBlank().isASCII())
                .hasPathSatisfying("$.detail", value -> assertThat(value).asString().isNotBlank().isASCII());
    }

    @Test
    void aProblemNamesTheField() {
        assertThat(Browser.of(mvc).call("/api/v1/instances/ckafka-fail/groups?limit=many")).bodyJson()
                .extractingPath("$.field").isEqualTo("limit");
    }

    @Test
    void wrongMethodsAndMediaTypesAreProblemsToo() {
        var viewer = SecurityMockMvcRequestPostProcessors.httpBasic("viewer", "secret");
        assertThat(mvc.post().uri("/api/v1/instances").with(viewer)).hasStatus(405).hasHeader("Allow", "GET")
                .bodyJson().extractingPath("$.type").isEqualTo("urn:tidemark:problem:method-not-allowed");
        assertThat(mvc.get().uri("/api/v1/instances").accept(MediaType.IMAGE_PNG).with(viewer)).hasStatus(406)
                .bodyJson().extractingPath("$.type").isEqualTo("urn:tidemark:problem:not-acceptable");
    }

    @Test
    void aPageForAWrongMethodHasItsChrome() {
        assertThat(mvc.post().uri("/instances").with(SecurityMockMvcRequestPostProcessors.csrf())
                .with(SecurityMockMvcRequestPostProcessors.user("viewer"))).hasStatus(405).bodyText()
                .contains("Method not allowed", "site-header");
    }

    @Test
    void aSilentCloudIsAPageWithWhatToQuoteAndARetry() {
        ckafka.failWith(Groups.throttled());
        String address = "/instances/ckafka-fail/groups?search=a%26b";
        assertThat(Browser.of(mvc).open(address)).hasStatus(503).hasHeader("Retry-After", "5");
        assertThat(Browser.of(mvc).text(address)).contains("RequestLimitExceeded", "req-7c1f",
                "too many requests in a second").doesNotContain("secret-in-a-cause");
        assertThat(Browser.of(mvc).html(address)).contains("href=\"" + address + "\"");
        assertThat(Browser.of(mvc).in("zh-CN").text(address)).contains("CKafka 暂不可用", "重试");
    }

    @Test
    void aSilentCloudIsAProblemWithWhatToQuote() {
        ckafka.failWith(Groups.throttled());
        assertThat(Browser.of(mvc).call("/api/v1/instances/ckafka-fail/groups?search=never-seen")).hasStatus(503)
                .hasHeader("Retry-After", "5").bodyJson()
                .hasPathSatisfying("$.type",
                        type -> assertThat(type).isEqualTo("urn:tidemark:problem:cluster-unavailable"))
                .hasPathSatisfying("$.code", code -> assertThat(code).isEqualTo("RequestLimitExceeded"))
                .hasPathSatisfying("$.requestId", id -> assertThat(id).isEqualTo("req-7c1f"));
    }

    @Test
    void ownSentencesAboutASilentCloudAreInTheReadersLanguageAndInEnglishForPrograms() {
        ckafka.failWith(ClusterUnavailable.coded(Reason.TIMEOUT, null, "timeout", "DescribeGroup"));
        String address = "/instances/ckafka-fail/groups?search=timeout";
        assertThat(Browser.of(mvc).text(address)).contains("CKafka did not answer DescribeGroup in time.");
        assertThat(Browser.of(mvc).in("zh-CN").text(address)).contains("CKafka 对 DescribeGroup 的响应超时。");
        assertThat(Browser.of(mvc).in("zh-CN").call("/api/v1" + address)).hasStatus(503).bodyJson()
                .extractingPath("$.detail").isEqualTo("CKafka did not answer DescribeGroup in time.");
    }

    @ParameterizedTest
    @CsvSource({"/broken", "/api/v1/broken"})
    void anUnexpectedFailureShowsAReferenceAndNoneOfItsText(String address) {
        Browser browser = Browser.of(mvc);
        MvcTestResult answer = address.startsWith("/api") ? browser.call(address) : browser.open(address);
        assertThat(answer).hasStatus(500);
        assertThat(Browser.body(answer)).containsPattern("[0-9a-f]{8}").doesNotContain("deep in the code")
                .doesNotContain("IllegalState").contains("error in Tidemark");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /instances/a | 400 | The request could not be understood.
            /instances/a | 403 | You are not allowed to do this.
            /instances/a | 500 | This is an error in Tidemark
            //evil.test  | 400 | The request could not be understood.
            """)
    void whatTheContainerReportsHasOurChrome(String failed, int status, String text) {
        MvcTestResult page = report(failed, status);
        assertThat(page).hasStatus(status).bodyText().contains(text, "site-header");
        assertThat(Browser.body(page)).doesNotContain("href=\"//evil.test");
    }

    @Test
    void whatTheContainerReportsOfTheApiIsAProblem() {
        assertThat(report("/api/v1/a", 400)).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void errorPagesSwitchTheirLanguage() {
        assertThat(Browser.of(mvc).html("/nothing?x=1")).contains("href=\"/nothing?x=1&amp;lang=zh-CN\"");
        assertThat(Browser.of(mvc).html("/nothing?x=1&lang=zh-CN")).contains("href=\"/nothing?x=1&amp;lang=en\"",
                "页面不存在");
    }

    private MvcTestResult report(String failed, int status) {
        return mvc.get().uri("/error").requestAttr(RequestDispatcher.ERROR_REQUEST_URI, failed)
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .with(SecurityMockMvcRequestPostProcessors.user("viewer")).exchange();
    }

    /** A handler with a fault, as a page and below the path of programs. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        BrokenController brokenController() {
            return new BrokenController();
        }
    }

    @Controller
    static class BrokenController {
        @GetMapping({"/broken", "/api/v1/broken"})
        String fail() {
            throw new IllegalStateException("deep in the code");
        }
    }
}
