package dev.tidemark.sandbox.emulator.http;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rebuilds the tree behind flattened names: {@code A.0.B=v} is {@code {"A":[{"B":"v"}]}}. Every scalar stays a text.
 * Indices of an array start at 0 and leave no gap.
 */
public final class FlattenedParameters {
    /** Deeper than anything the API documents; keeps a hostile name from exhausting the stack. */
    private static final int MAX_DEPTH = 10;

    public ObjectNode tree(Map<String, String> flat) {
        Branch root = new Branch(new LinkedHashMap<>());
        flat.forEach((name, value) -> grow(root, name, value));
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        root.children().forEach((name, part) -> tree.set(name, node(name, part)));
        return tree;
    }

    /** A part of the tree: what a text is or what lies below a dot. */
    private sealed interface Part {
    }

    private record Branch(Map<String, Part> children) implements Part {
        boolean isArray() {
            return children.keySet().stream().allMatch(key -> key.matches("[0-9]+"));
        }
    }

    private record Leaf(String text) implements Part {
    }

    private static void grow(Branch root, String name, String value) {
        List<String> steps = List.of(name.split("\\.", -1));
        if (steps.contains("") || steps.size() > MAX_DEPTH) {
            throw ApiError.invalid(name, "is not a flattened name such as `Partitions.0.Offset`");
        }
        Branch branch = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            if (!(branch.children().computeIfAbsent(step,
                    key -> new Branch(new LinkedHashMap<>())) instanceof Branch next)) {
                throw ApiError.invalid(name, "is both a value and a structure");
            }
            branch = next;
        }
        if (branch.children().putIfAbsent(steps.getLast(), new Leaf(value)) != null) {
            throw ApiError.invalid(name, "is both a value and a structure");
        }
    }

    private static JsonNode node(String name, Part part) {
        return switch (part) {
            case Leaf leaf -> JsonNodeFactory.instance.stringNode(leaf.text());
            case Branch branch when branch.isArray() -> array(name, branch);
            case Branch branch -> object(name, branch);
        };
    }

    private static ObjectNode object(String name, Branch branch) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        branch.children().forEach((key, part) -> object.set(key, node(name + "." + key, part)));
        return object;
    }

    private static ArrayNode array(String name, Branch branch) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < branch.children().size(); index++) {
            Part part = branch.children().get(Integer.toString(index));
            if (part == null) {
                throw ApiError.invalid(name, "has no element `" + name + "." + index + "`");
            }
            array.add(node(name + "." + index, part));
        }
        return array;
    }
}
