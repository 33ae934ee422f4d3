package dev.tidemark.testing;

import java.util.stream.Stream;

/** Names that Kafka allows a group to have and that must nowhere be anything but text. */
public final class Hostile {
    private Hostile() {
    }

    public static Stream<String> names() {
        return Stream.of("<script>alert(1)</script>", "../", "..", "a/b", "a%2Fb", "%", "+ + ", "a b", " ", "订单/夜间 结算",
                "\"'`", "a&name=b", "a#b", "a?b=c", "{id}", "${7*7}", "__${7*7}__::x", "#{lag}", "x".repeat(249),
                "😀", "null", "a;b", "\\", "javascript:alert(1)");
    }
}
