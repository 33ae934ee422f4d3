package dev.tidemark.audit.web;

import dev.tidemark.audit.AuditEntry;
import dev.tidemark.webkit.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.json.JsonMapper;

/** The trail as a file, written while it is read, so that its length does not matter. */
final class AuditFile {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
            .setHeader("seq", "at", "actor", "action", "phase", "instanceId", "group", "resetId", "detail", "hash")
            .get();

    private AuditFile() {
    }

    static void csv(OutputStream out, Consumer<Consumer<AuditEntry>> entries) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSV);
        entries.accept(entry -> {
            var event = entry.event();
            try {
                printer.printRecord(entry.seq(), entry.at(), CsvText.text(event.actor()), event.action(),
                        event.phase(),
                        CsvText.text(event.instance().value()), CsvText.text(event.group().value()),
                        event.reset().isPresent() ? event.reset().getAsLong() : "", CsvText.text(event.detail()),
                        entry.hash());
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        printer.flush();
    }

    /** One JSON object in each line. */
    static void jsonLines(OutputStream out, JsonMapper json, Consumer<Consumer<AuditEntry>> entries)
            throws IOException {
        entries.accept(entry -> {
            try {
                out.write(json.writeValueAsBytes(AuditAnswers.Entry.of(entry)));
                out.write('\n');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        out.flush();
    }
}
