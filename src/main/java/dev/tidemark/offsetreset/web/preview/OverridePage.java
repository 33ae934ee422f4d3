package dev.tidemark.offsetreset.web.preview;

import java.util.List;

/**
 * Asks why to plan although a client commits in the Empty group, where no form of its own could have asked before.
 *
 * @param action where the reason is sent to: the address that was refused without it
 * @param facts of the refusal, for its sentence
 */
record OverridePage(String resetId, String action, List<Object> facts) {
    static OverridePage of(long resetId, String wanted, List<Object> facts) {
        return new OverridePage(Long.toString(resetId), "/resets/" + resetId + "/" + wanted, facts);
    }
}
