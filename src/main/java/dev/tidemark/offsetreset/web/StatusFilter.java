package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.webkit.EnumParameter;
import java.util.Set;

/** The filter of states as it is written in an address: names between commas, nothing for all. */
public final class StatusFilter {
    private StatusFilter() {
    }

    public static Set<ResetStatus> parse(String text) {
        return EnumParameter.parseNames(ResetStatus.class, "status", text);
    }
}
