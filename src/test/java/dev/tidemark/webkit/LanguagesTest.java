package dev.tidemark.webkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.WebTest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Which language a page is in. */
@WebTest
class LanguagesTest {
    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-GB                | en
            zh-CN,zh;q=0.9       | zh-CN
            zh-TW                | zh-CN
            fr-FR,zh;q=0.5       | zh-CN
            fr-FR                | en
            *                    | en
            """)
    void followsTheBrowser(String accepted, String language) {
        assertThat(mvc.get().uri("/login").header("Accept-Language", accepted)).bodyText()
                .contains("<html lang=\"" + language + "\"");
    }

    @Test
    void keepsAChoiceInACookie() {
        assertThat(mvc.get().uri("/login?lang=zh-CN")).cookies().hasValue("tidemark-language", "zh-CN")
                .isHttpOnly("tidemark-language", true);
        assertThat(mvc.get().uri("/login").cookie(new Cookie("tidemark-language", "zh-CN"))).bodyText()
                .contains("<html lang=\"zh-CN\"", "登录");
    }

    @ParameterizedTest
    @CsvSource({"xx_%3Cscript%3E", "''", "fr", "en-US-x-evil"})
    void anythingElseIsEnglish(String asked) {
        assertThat(mvc.get().uri("/login?lang=" + asked)).hasStatus(200).bodyText().contains("<html lang=\"en\"");
        assertThat(mvc.get().uri("/login").cookie(new Cookie("tidemark-language", asked))).hasStatus(200).bodyText()
                .contains("<html lang=\"en\"");
    }
}
