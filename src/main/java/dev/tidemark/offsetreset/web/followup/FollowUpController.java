package dev.tidemark.offsetreset.web.followup;

import dev.tidemark.access.Operator;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.FollowUpService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What became of groups after their resets, as parts of other pages. */
@Controller
class FollowUpController {
    private static final int MOST_LINES = 20;

    private final FollowUpService followUps;
    private final Clock clock;

    FollowUpController(FollowUpService followUps, Clock clock) {
        this.followUps = followUps;
        this.clock = clock;
    }

    @GetMapping("/resets/{resetId}/follow-up")
    String show(Operator operator, @PathVariable long resetId, Locale locale, Model model) {
        model.addAttribute("page",
                FollowUpPage.of(followUps.find(operator, resetId), locale, clock.instant()));
        return "offsetreset/follow-up";
    }

    /** The open ones in a line each, for the triage page. */
    @GetMapping("/resets/follow-ups")
    String list(Operator operator, Locale locale, Model model) {
        model.addAttribute("page", Strip.of(followUps.open(operator), locale, clock.instant()));
        return "offsetreset/follow-ups";
    }

    /** The worst first; the rest is counted. */
    record Strip(List<FollowUpLine> lines, int more) {
        static Strip of(List<FollowUp> open, Locale locale, Instant now) {
            return new Strip(
                    open.stream().sorted((one, other) -> Boolean.compare(other.state().isTrouble(),
                            one.state().isTrouble())).limit(MOST_LINES)
                            .map(each -> FollowUpLine.of(each, locale, now)).toList(),
                    Math.max(0, open.size() - MOST_LINES));
        }
    }
}
