package dev.tidemark.offsetreset.jdbc;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.offsetreset.plan.ResetTarget;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Plans and requests as the documents in which the database keeps them: records as they are, targets by Kafka's names. */
final class ResetJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // What a record derives from its components is derived again.
            .changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE).withFieldVisibility(Visibility.ANY))
            .addModule(new SimpleModule().addSerializer(ResetTarget.class, new TargetWriter())
                    .addDeserializer(ResetTarget.class, new TargetReader()))
            .build();

    private ResetJson() {
    }

    static String write(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    private static final class TargetWriter extends StdSerializer<ResetTarget> {
        TargetWriter() {
            super(ResetTarget.class);
        }

        @Override
        public void serialize(ResetTarget target, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("scenario", target.scenario());
            out.writeStringProperty("value", switch (target) {
                case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToCurrent _ -> "";
                case ResetTarget.ToOffset to -> Long.toString(to.offset());
                case ResetTarget.ShiftBy shift -> Long.toString(shift.by());
                case ResetTarget.ToDatetime to -> to.datetime().toString();
                case ResetTarget.ByDuration back -> back.duration().toString();
                case ResetTarget.FromFile file -> OffsetsCsv.write(file.offsets());
            });
            out.writeEndObject();
        }
    }

    private static final class TargetReader extends StdDeserializer<ResetTarget> {
        TargetReader() {
            super(ResetTarget.class);
        }

        @Override
        public ResetTarget deserialize(JsonParser in, DeserializationContext context) {
            JsonNode stored = context.readTree(in);
            String value = stored.path("value").asString();
            return switch (stored.path("scenario").asString()) {
                case "to-earliest" -> new ResetTarget.ToEarliest();
                case "to-latest" -> new ResetTarget.ToLatest();
                case "to-current" -> new ResetTarget.ToCurrent();
                case "to-offset" -> new ResetTarget.ToOffset(Long.parseLong(value));
                case "shift-by" -> new ResetTarget.ShiftBy(Long.parseLong(value));
                case "to-datetime" -> new ResetTarget.ToDatetime(Instant.parse(value));
                case "by-duration" -> new ResetTarget.ByDuration(Duration.parse(value));
                case "from-file" -> new ResetTarget.FromFile(OffsetsCsv.read(value));
                default -> throw new IllegalStateException("a stored target that this version does not know");
            };
        }
    }
}
