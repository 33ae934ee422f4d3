package dev.tidemark.security;

import jakarta.servlet.http.HttpServletRequest;
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
    String login(@RequestParam MultiValueMap<String, String> query, @Nullable Principal signedIn,
            HttpServletRequest request, Model model) {
        if (signedIn != null) {
            return "redirect:/";
        }
        model.addAttribute("page", new LoginPage(query.containsKey("failed"), query.containsKey("signed-out"),
                SignInContext.isNew(request), SignInContext.name(request).orElse("")));
        return "access/login";
    }

    /**
     * What the sign-in page says above its form.
     *
     * @param failed name and password did not match; never says which
     * @param signedOut whether the user has just signed out
     * @param expired a session has ended, and perhaps a form was sent since
     * @param name what was typed before; empty at first
     */
    record LoginPage(boolean failed, boolean signedOut, boolean expired, String name) {
    }
}
