package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A user at a browser: opens pages, reads, types. Waits for a condition, never for a time. */
final class Visitor {
    // Statuses are looked at by the tests themselves; a request that was taken back is reported by htmx in two lines.
    private static final List<String> EXPECTED = List.of("the server responded with a status of",
            "Response Status Error Code 4", "htmx:sendAbort", "htmx:afterRequest");

    private static final Pattern SPACE = Pattern.compile("[^\\S\n]+");

    private final ChromeDriver browser;
    private final String root;

    Visitor(ChromeDriver browser, int port) {
        this.browser = browser;
        this.root = "http://localhost:" + port;
    }

    ChromeDriver browser() {
        return browser;
    }

    Visitor open(String path) {
        browser.get(root + path);
        return this;
    }

    /** Signs in and lands where it wanted to go. */
    Visitor signedIn(String path) {
        return signedInAs("viewer", path);
    }

    Visitor signedInAs(String name, String path) {
        open(path);
        signIn(name, "secret");
        // Going on before would be undone by the answer to the form.
        waitUntil("signed in", _ -> !path().startsWith("/login"));
        return this;
    }

    void type(String css, CharSequence... keys) {
        find(css).sendKeys(keys);
    }

    void signIn(String name, String password) {
        // After a wrong password the name still stands there.
        find("input[name=username]").clear();
        find("input[name=username]").sendKeys(name);
        find("input[name=password]").sendKeys(password, Keys.ENTER);
    }

    WebElement find(String css) {
        return Chromium.waiting(browser).until(page -> page.findElement(By.cssSelector(css)));
    }

    List<WebElement> all(String css) {
        return browser.findElements(By.cssSelector(css));
    }

    void follow(String text) {
        click(By.linkText(text));
    }

    void click(String css) {
        click(By.cssSelector(css));
    }

    /** As often as it takes: a region that refreshes itself may replace what was about to be clicked. */
    private void click(By which) {
        Chromium.waiting(browser).ignoring(WebDriverException.class)
                .until(page -> {
                    page.findElement(which).click();
                    return true;
                });
    }

    void sees(String text) {
        waitUntil("the page says '" + text + "'", page -> text().contains(text));
    }

    /** A page that is just being replaced is asked again; the driver says so in more than one way. */
    void waitUntil(String what, Function<ChromeDriver, Boolean> condition) {
        Chromium.waiting(browser).withMessage(() -> what + "; instead, at " + path() + ": " + text())
                .ignoring(WebDriverException.class)
                .until(_ -> condition.apply(browser));
    }

    /** What is visible. The browser itself says it in a millisecond; Selenium's own reading takes up to a second. */
    String text() {
        return SPACE.matcher(String.valueOf(browser.executeScript("return document.body.innerText"))).replaceAll(" ");
    }

    String path() {
        return browser.getCurrentUrl().substring(root.length());
    }

    void press(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    Object script(String javaScript) {
        return String.valueOf(browser.executeScript(javaScript));
    }

    @SuppressWarnings("deprecation") // of the mode, for pages with frames of other origins; ours have no frames
    void meetsNoAccessibilityViolation() {
        // Without frames, the mode for one document finds the same and opens no second window for each page.
        List<Rule> violations = new AxeBuilder().setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze(browser).getViolations();
        assertThat(violations).as("axe on %s", path())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes()).isEmpty();
    }

    /** Content security policy violations are among what the browser complains of. */
    void metNoComplaintOfTheBrowser() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("console on %s", path())
                .extracting(entry -> entry.getMessage())
                .allMatch(message -> EXPECTED.stream().anyMatch(message::contains));
    }

    void doesNotScrollSideways() {
        assertThat(script("return document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s fits its window", path()).isEqualTo("true");
    }
}
