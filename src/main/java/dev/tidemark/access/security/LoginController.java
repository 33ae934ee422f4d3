package dev.tidemark.access.security;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; Spring Security's filters handle what it posts. */
@Controller
class LoginController {
    @GetMapping(SecurityConfiguration.LOGIN)
    String login(@RequestParam MultiValueMap<String, String> query, @Nullable Principal signedIn, Model model) {
        if (signedIn != null) {
            return "redirect:/";
        }
        model.addAttribute("page", new LoginPage(query.containsKey("failed"), query.containsKey("signed-out")));
        return "access/login";
    }

    /**
     * What the sign-in page says above its form.
     *
     * @param failed name and password did not match; never says which
     * @param signedOut somebody has just signed out
     */
    record LoginPage(boolean failed, boolean signedOut) {
    }
}
