package dev.tidemark.webkit;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An address of one of our pages. Values are encoded strictly, so that a plus sign or an ampersand in a name stays one;
 * parameters without a value are left out.
 */
public final class Link {
    private final UriComponentsBuilder address;
    private final List<String> values = new ArrayList<>();

    private Link(String path, List<String> variables) {
        this.address = UriComponentsBuilder.fromPath(path);
        this.values.addAll(variables);
    }

    /** A path such as {@code /instances/{id}/group}, with its variables in their order. */
    public static Link to(String path, Object... variables) {
        List<String> texts = new ArrayList<>();
        for (Object variable : variables) {
            texts.add(variable.toString());
        }
        return new Link(path, texts);
    }

    /** May be given more than once for a parameter with several values. */
    public Link with(String parameter, String value) {
        if (!value.isEmpty()) {
            // A placeholder is encoded strictly; a value put in directly would keep its plus signs and ampersands.
            address.queryParam(parameter, "{value}");
            values.add(value);
        }
        return this;
    }

    /** Left out for 0, where lists begin. */
    public Link with(String parameter, long value) {
        return with(parameter, value == 0 ? "" : Long.toString(value));
    }

    @Override
    public String toString() {
        return address.cloneBuilder().encode().buildAndExpand(values.toArray()).toUriString();
    }
}
