package dev.tidemark.webkit;

import dev.tidemark.kafka.InvalidInput;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A choice as an address carries it. */
public interface EnumParameter {
    /** Empty for the choice that needs no parameter. */
    String parameter();

    /**
     * Reads one choice.
     *
     * @throws InvalidInput naming the field and what it can be
     */
    static <E extends Enum<E> & EnumParameter> E parse(Class<E> type, String field, String text) {
        return Stream.of(type.getEnumConstants()).filter(choice -> choice.parameter().equals(text)).findFirst()
                .orElseThrow(() -> InvalidInput.coded(field, "one-of", Stream.of(type.getEnumConstants())
                        .map(EnumParameter::parameter).filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", "))));
    }

    /**
     * Reads a set of names between commas, in any letter case; an empty text means none.
     *
     * @throws InvalidInput naming the field and what it can be
     */
    static <E extends Enum<E>> Set<E> parseNames(Class<E> type, String field, String text) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
            chosen.add(Stream.of(type.getEnumConstants())
                    .filter(each -> each.name().equals(name.strip().toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> InvalidInput.coded(field, "one-of", Stream.of(type.getEnumConstants())
                            .map(Enum::name).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
