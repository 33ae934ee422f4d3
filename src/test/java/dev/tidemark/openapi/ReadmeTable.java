package dev.tidemark.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables in the README that list the JSON API. */
final class ReadmeTable {
    private static final Pattern HEAD = Pattern.compile("\\| (GET|POST) \\|.*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private ReadmeTable() {
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String method = "";
        for (String line : lines()) {
            Matcher head = HEAD.matcher(line);
            method = head.matches() ? head.group(1) : line.startsWith("|") ? method : "";
            if (!method.isEmpty() && line.startsWith("| `/api/v1")) {
                rows.addAll(rows(method, line.split("(?<!\\\\)\\|")));
            }
        }
        return rows;
    }

    /** One row lists several addresses where they differ in their last part only. */
    private static List<Row> rows(String method, String[] cells) {
        List<Row> rows = new ArrayList<>();
        Matcher answer = CODE.matcher(cells[2]);
        // In the table of POST the second column is the body.
        Set<String> fields = method.equals("GET") && cells[2].strip().startsWith("`{") && answer.find()
                ? firstLevel(answer.group(1))
                : Set.of();
        String first = "";
        Matcher code = CODE.matcher(cells[1]);
        while (code.find()) {
            String address = code.group(1);
            first = first.isEmpty() ? address : first;
            String whole = address.startsWith("/api/v1") ? address : first.replaceFirst("/[^/]*$", "") + address;
            rows.add(new Row(method + " " + path(whole.replaceFirst("\\?.*", "")), parameters(whole), fields));
        }
        return rows;
    }

    /** The names of variables are a matter of taste. */
    static String path(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static Set<String> parameters(String address) {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("[?&](\\w+)=").matcher(address);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private static Set<String> firstLevel(String json) {
        String flat = json.substring(1, json.length() - 1);
        while (flat.contains("[") || flat.contains("{")) {
            flat = flat.replaceAll("[\\[{][^\\[\\]{}]*[]}]", "");
        }
        return new TreeSet<>(List.of(flat.replace(":", "").split(",\\s*")));
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("README.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * One operation.
     *
     * @param operation method and path
     * @param parameters of the query
     * @param fields of the answer, where the table shows its JSON
     */
    record Row(String operation, Set<String> parameters, Set<String> fields) {
    }
}
