package dev.tidemark.sandbox.traffic;

import java.util.Map;

/**
 * A topic of the demo and what is written to it.
 *
 * @param perSecond records written each second for as long as the traffic runs; 0 for a topic that is quiet
 * @param history records written at the start, dated evenly over the hours before
 * @param trimmed share of the history, 0 to 1, deleted from every partition but the last, so that the earliest offset
 * is above 0 as retention leaves it
 * @param retention what bounds the topic on disk
 */
public record DemoTopic(String name, int partitions, double perSecond, int history, double trimmed,
        Retention retention) {
    public DemoTopic {
        if (partitions < 1 || perSecond < 0 || history < 0 || trimmed < 0 || trimmed > 1) {
            throw new IllegalArgumentException("Topic " + name + " needs at least one partition, a rate and a history"
                    + " of at least 0, and a trimmed share between 0 and 1");
        }
    }

    static DemoTopic of(String name, int partitions, double perSecond, int history) {
        return new DemoTopic(name, partitions, perSecond, history, 0, Retention.BRIEF);
    }

    DemoTopic trimmed(double share) {
        return new DemoTopic(name, partitions, perSecond, history, share, retention);
    }

    DemoTopic kept(Retention longer) {
        return new DemoTopic(name, partitions, perSecond, history, trimmed, longer);
    }

    /**
     * How long records stay. A partition takes at most the kept bytes plus one segment on disk, and 1 MiB is the
     * smallest segment Kafka accepts.
     */
    public enum Retention {
        /** 0.5 MiB and a segment per partition: about an hour of the busier topics. */
        BRIEF("retention.bytes", "524288"),
        /** 3 MiB and a segment per partition, where a group that lags must not be overtaken within hours. */
        LONG("retention.bytes", "3145728"),
        /** By time, for many topics that are nearly quiet: bytes would let each partition grow to a whole segment. */
        HALF_A_DAY("retention.ms", "43200000");

        private final String setting;
        private final String value;

        Retention(String setting, String value) {
            this.setting = setting;
            this.value = value;
        }

        Map<String, String> settings() {
            return Map.of(setting, value, "segment.bytes", "1048576", "segment.ms", "10800000");
        }
    }
}
