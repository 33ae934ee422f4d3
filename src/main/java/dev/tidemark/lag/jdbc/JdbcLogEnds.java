package dev.tidemark.lag.jdbc;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.LogEndStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The log ends of all groups in one row, compressed: they are written whole and read whole. */
@Repository
class JdbcLogEnds implements LogEndStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcLogEnds.class);

    private final JdbcClient jdbc;

    JdbcLogEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void save(Map<GroupKey, byte[]> logEnds) {
        byte[] body = compressed(logEnds);
        if (jdbc.sql("update log_ends set body = ?").param(body).update() == 0) {
            jdbc.sql("insert into log_ends (only_row, body) values (true, ?)").param(body).update();
        }
    }

    @Override
    public Map<GroupKey, byte[]> load() {
        return jdbc.sql("select body from log_ends").query((row, _) -> row.getBytes(1)).optional()
                .map(JdbcLogEnds::read).orElse(Map.of());
    }

    private static byte[] compressed(Map<GroupKey, byte[]> logEnds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(logEnds.size());
            for (Map.Entry<GroupKey, byte[]> group : logEnds.entrySet()) {
                out.writeUTF(group.getKey().instance().value());
                out.writeUTF(group.getKey().group().value());
                out.writeInt(group.getValue().length);
                out.write(group.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Map<GroupKey, byte[]> read(byte[] body) {
        Map<GroupKey, byte[]> logEnds = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(body)))) {
            for (int left = in.readInt(); left > 0; left--) {
                GroupKey group = new GroupKey(new InstanceId(in.readUTF()), new ConsumerGroupId(in.readUTF()));
                logEnds.put(group, in.readNBytes(in.readInt()));
            }
            return logEnds;
        } catch (IOException unreadable) {
            LOG.warn("The stored log ends cannot be read and are left alone", unreadable);
            return Map.of();
        }
    }
}
