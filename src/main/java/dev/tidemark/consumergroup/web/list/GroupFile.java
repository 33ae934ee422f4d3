package dev.tidemark.consumergroup.web.list;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.webkit.CsvText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A list of groups as a spreadsheet reads it; what is not known is an empty cell. */
public final class GroupFile {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
            .setHeader("group", "state", "members", "protocol_type").get();

    private GroupFile() {
    }

    public static String csv(List<GroupListing.Entry> groups) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            for (GroupListing.Entry entry : groups) {
                printer.printRecord(CsvText.text(entry.group().value()),
                        entry.state().map(GroupState::label).orElse(""),
                        entry.members().isPresent() ? entry.members().getAsInt() : "",
                        CsvText.text(entry.protocolType()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
