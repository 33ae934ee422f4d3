package brokenhouse.triage;

import brokenhouse.ckafka.Adapter;
import brokenhouse.webkit.NosyChrome;

/** Triage knows which cloud it is of, and uses the kit of pages outside its pages. */
public record UpwardTriage(Adapter adapter, NosyChrome chrome) {
}
