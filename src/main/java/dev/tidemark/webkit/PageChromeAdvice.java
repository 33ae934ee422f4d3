package dev.tidemark.webkit;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page of every feature its surroundings, as the model attribute {@code chrome}. */
@ControllerAdvice
class PageChromeAdvice {
    private final PageChrome chrome;

    PageChromeAdvice(PageChrome chrome) {
        this.chrome = chrome;
    }

    @ModelAttribute("chrome")
    PageChrome.Chrome chrome(HttpServletRequest request) {
        return chrome.of(request);
    }
}
