package dev.tidemark.browser;

import java.io.File;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The browsers of this process: each started by the first test that needs it, ended with the process. */
final class Chromium {
    private static final File DEBIAN_BROWSER = new File("/usr/bin/chromium");
    private static final File DEBIAN_DRIVER = new File("/usr/bin/chromedriver");

    private static final Deque<ChromeDriver> RELEASED = new ArrayDeque<>();

    private static @Nullable ChromeDriver driver;
    private static Optional<String> failure = Optional.empty();

    private Chromium() {
    }

    /** Why no browser could be started; empty when one runs. */
    static synchronized Optional<String> failure() {
        if (driver == null && failure.isEmpty()) {
            try {
                driver = start();
            } catch (WebDriverException | IllegalStateException missing) {
                failure = Optional.of(String.valueOf(missing.getMessage()).lines().findFirst().orElse("unknown"));
            }
        }
        return failure;
    }

    /** The running browser, as a new visitor's: no cookies, wide, light, with scripts. */
    static synchronized ChromeDriver fresh() {
        return renewed(Objects.requireNonNull(driver, "no browser runs"));
    }

    /** Another browser beside it, for another person at the same time; the caller releases it. */
    static synchronized ChromeDriver another() {
        ChromeDriver idle = RELEASED.poll();
        return renewed(idle == null ? start() : idle);
    }

    /** For the next test that needs another: starting a browser takes seconds. */
    static synchronized void release(ChromeDriver other) {
        other.get("about:blank");
        RELEASED.push(other);
    }

    private static ChromeDriver renewed(ChromeDriver running) {
        // In a tab of its own: what a tab keeps for its session ends with it, and so do requests under way.
        String before = running.getWindowHandle();
        String tab = running.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        running.switchTo().window(before).close();
        running.switchTo().window(tab);
        running.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        running.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        running.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        colours(running, "light");
        zone(running, "");
        width(running, 1280);
        running.manage().logs().get(LogType.BROWSER);
        return running;
    }

    static void colours(ChromeDriver browser, String scheme) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    static void width(ChromeDriver browser, int pixels) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The zone of the reader's machine. */
    static void zone(ChromeDriver browser, String id) {
        browser.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", id));
    }

    static void withoutScripts(ChromeDriver browser) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** For what a test itself runs on a page that was made without scripts. */
    static void withScripts(ChromeDriver browser, Runnable check) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        try {
            check.run();
        } finally {
            withoutScripts(browser);
        }
    }

    static WebDriverWait waiting(ChromeDriver browser) {
        return new WebDriverWait(browser, Duration.ofSeconds(15), Duration.ofMillis(50));
    }

    private static ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        // As root no sandbox works; the rest keeps the browser from calling home.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions",
                "--disable-default-apps", "--no-proxy-server", "--no-pings", "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService.Builder service = new ChromeDriverService.Builder();
        if (DEBIAN_BROWSER.canExecute() && DEBIAN_DRIVER.canExecute()) {
            // Otherwise Selenium looks for a browser, or fetches one.
            options.setBinary(DEBIAN_BROWSER);
            service.usingDriverExecutable(DEBIAN_DRIVER);
        }
        ChromeDriver started = new ChromeDriver(service.build(), options);
        Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
        return started;
    }
}
