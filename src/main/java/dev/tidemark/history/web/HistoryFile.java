package dev.tidemark.history.web;

import dev.tidemark.history.History;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Points as a spreadsheet reads them; what is not known is an empty cell. */
final class HistoryFile {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
            .setHeader("at", "span_seconds", "lag", "lag_max", "time_lag_seconds", "time_lag_is_lower_bound",
                    "members")
            .get();

    private HistoryFile() {
    }

    static String csv(History history) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            for (var point : history.points()) {
                printer.printRecord(point.at(), point.span().toSeconds(), cell(point.lag()), cell(point.most()),
                        point.timeLag().map(Duration::toSeconds).map(Object::toString).orElse(""),
                        point.timeLag().isPresent() ? point.timeLagIsLowerBound() : "",
                        point.members().isPresent() ? point.members().getAsInt() : "");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static Object cell(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : "";
    }
}
