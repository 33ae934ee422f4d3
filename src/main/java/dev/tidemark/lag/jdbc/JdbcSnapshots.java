package dev.tidemark.lag.jdbc;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.SnapshotStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The last snapshot in one row, as compressed JSON: it is written whole and read whole. */
@Repository
class JdbcSnapshots implements SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSnapshots.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // What a record derives from its components is derived again.
            .changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE).withFieldVisibility(Visibility.ANY))
            // A snapshot that lacks a component is one of another version.
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addModule(new SimpleModule().addSerializer(Lag.class, new LagWriter())
                    .addDeserializer(Lag.class, new LagReader()))
            .build();

    private final JdbcClient jdbc;

    JdbcSnapshots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void save(LagSnapshot snapshot) {
        var sweptAt = snapshot.sweptAt().orElseThrow().atOffset(ZoneOffset.UTC);
        byte[] body = compressed(snapshot);
        if (jdbc.sql("update lag_snapshot set swept_at = ?, body = ?").params(sweptAt, body).update() == 0) {
            jdbc.sql("insert into lag_snapshot (only_row, swept_at, body) values (true, ?, ?)").params(sweptAt, body)
                    .update();
        }
    }

    @Override
    public Optional<LagSnapshot> newerThan(Instant sweptAt) {
        return jdbc.sql("select body from lag_snapshot where swept_at > ?").param(sweptAt.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getBytes(1)).optional().flatMap(JdbcSnapshots::read);
    }

    private static byte[] compressed(LagSnapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            MAPPER.writeValue(out, snapshot);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** During an upgrade the other replica may write what this one cannot read; its own sweep comes soon enough. */
    private static Optional<LagSnapshot> read(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return Optional.of(MAPPER.readValue(in, LagSnapshot.class));
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("The stored snapshot of all groups is of another version and is not used", unreadable);
            return Optional.empty();
        }
    }

    private static final class LagWriter extends StdSerializer<Lag> {
        LagWriter() {
            super(Lag.class);
        }

        @Override
        public void serialize(Lag lag, JsonGenerator out, SerializationContext context) {
            if (lag.isKnown()) {
                out.writeNumber(lag.messages().getAsLong());
            } else {
                out.writeNumber(-1);
            }
        }
    }

    private static final class LagReader extends StdDeserializer<Lag> {
        LagReader() {
            super(Lag.class);
        }

        @Override
        public Lag deserialize(JsonParser in, DeserializationContext context) {
            long messages = in.getLongValue();
            return messages < 0 ? Lag.unknown() : Lag.of(messages);
        }
    }
}
