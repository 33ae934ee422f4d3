package dev.tidemark.sandbox.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop that writes all topics of an instance through one producer: first their history, then a steady drip, and an
 * import of many records when asked. Runs on one thread; only {@link #requestImport} may be called from others.
 */
final class DemoProducer {
    private static final Logger LOG = LoggerFactory.getLogger(DemoProducer.class);
    /** Long enough that the records of many topics share a request, short enough that lag is seen to move. */
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration HISTORY = Duration.ofHours(6);

    private final Producer<String, String> producer;
    private final List<Shelf> shelves;
    private final Clock clock;
    private final StopSignal stop;
    private final Queue<Import> imports = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    DemoProducer(Producer<String, String> producer, List<DemoTopic> topics, Clock clock, StopSignal stop) {
        this.producer = producer;
        this.shelves = topics.stream().map(topic -> new Shelf(topic, new DemoRecords(topic.name()))).toList();
        this.clock = clock;
        this.stop = stop;
    }

    /** Writes each topic's history, dated evenly over the hours before now, and returns when it is on the broker. */
    void writeHistory() {
        Instant now = clock.instant();
        for (Shelf shelf : shelves) {
            int count = shelf.topic().history();
            for (int i = 0; i < count && !stop.isGiven(); i++) {
                send(shelf, now.minus(HISTORY.multipliedBy(count - i).dividedBy(count)));
            }
        }
        producer.flush();
    }

    /** Asks for this many more records, spread over the topics in proportion to their rates. */
    void requestImport(List<String> topics, int records) {
        imports.add(new Import(topics, records));
    }

    void writeUntilStopped() {
        List<Stream> streams = new ArrayList<>();
        Instant start = clock.instant();
        shelves.stream().filter(shelf -> shelf.topic().perSecond() > 0)
                .forEach(shelf -> streams.add(new Stream(shelf, new RateLimiter(shelf.topic().perSecond(), start))));
        while (!stop.isGiven()) {
            try {
                tick(streams);
            } catch (InterruptException e) {
                stop.give();
            } catch (KafkaException e) {
                noteFailure(e);
            }
            stop.rest(TICK);
        }
    }

    private void tick(List<Stream> streams) {
        Instant now = clock.instant();
        for (Stream stream : streams) {
            int due = stream.drip().due(now);
            for (int i = 0; i < due; i++) {
                send(stream.shelf(), now);
            }
        }
        for (Import wanted = imports.poll(); wanted != null; wanted = imports.poll()) {
            write(wanted, now);
        }
    }

    private void write(Import wanted, Instant now) {
        List<Shelf> chosen = shelves.stream().filter(shelf -> wanted.topics().contains(shelf.topic().name())).toList();
        double total = chosen.stream().mapToDouble(shelf -> shelf.topic().perSecond()).sum();
        for (Shelf shelf : chosen) {
            long share = Math.round(wanted.records() * shelf.topic().perSecond() / total);
            for (long i = 0; i < share && !stop.isGiven(); i++) {
                send(shelf, now);
            }
        }
    }

    private void send(Shelf shelf, Instant at) {
        var _ = producer.send(shelf.records().next(at), (metadata, failure) -> {
            if (failure == null) {
                failing.set(false);
            } else {
                noteFailure(failure);
            }
        });
    }

    /** One line per outage, and none for what is given up at the end. */
    private void noteFailure(Exception failure) {
        if (!stop.isGiven() && failing.compareAndSet(false, true)) {
            LOG.warn("The demo traffic cannot write", failure);
        }
    }

    private record Shelf(DemoTopic topic, DemoRecords records) {
    }

    private record Stream(Shelf shelf, RateLimiter drip) {
    }

    private record Import(List<String> topics, int records) {
    }
}
