package dev.tidemark.sandbox.traffic;

import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the records of one topic: JSON of 150 to 250 bytes, keyed by customer so that the partitions fill evenly.
 * Seeded by the topic's name: the same sequence in every run, but for the times.
 */
final class DemoRecords {
    private static final String[] CURRENCIES = {"CNY", "EUR", "CHF", "SEK"};
    private static final String[] STATES = {"NEW", "ACCEPTED", "IN_PROGRESS", "DONE"};

    private final String topic;
    private final Random random;
    private long made;

    DemoRecords(String topic) {
        this.topic = topic;
        this.random = new Random(topic.hashCode());
    }

    ProducerRecord<String, String> next(Instant at) {
        made++;
        String customer = "c-" + (10_000 + random.nextInt(5_000));
        String value = "{\"id\":\"" + topic + "-" + made + "\",\"customer\":\"" + customer + "\",\"amountCents\":"
                + (100 + random.nextInt(90_000)) + ",\"currency\":\"" + pick(CURRENCIES) + "\",\"state\":\""
                + pick(STATES)
                + "\",\"trace\":\"" + Long.toHexString(random.nextLong()) + "\",\"at\":\"" + at + "\"}";
        return new ProducerRecord<>(topic, null, at.toEpochMilli(), customer, value);
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
