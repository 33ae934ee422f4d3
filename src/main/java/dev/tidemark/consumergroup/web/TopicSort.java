package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.GroupOffsets.Topic;
import dev.tidemark.kafka.InvalidInput;
import java.util.Comparator;

/** In which order a page shows its topics. CKafka cannot sort them, so an order holds within the page. */
public enum TopicSort {
    /** Most lag first, unknown last: what is needed first in an incident. */
    LAG(""),
    /** Holds still while the numbers change. */
    NAME("name");

    private final String parameter;

    TopicSort(String parameter) {
        this.parameter = parameter;
    }

    /** As the address carries it; empty for the default. */
    public String parameter() {
        return parameter;
    }

    public Comparator<Topic> order() {
        return switch (this) {
            case LAG -> Comparator.comparing(Topic::lag).reversed().thenComparing(Topic::name);
            case NAME -> Comparator.comparing(Topic::name);
        };
    }

    static TopicSort parse(String text) {
        for (TopicSort sort : values()) {
            if (sort.parameter.equals(text)) {
                return sort;
            }
        }
        throw InvalidInput.coded("sort", "topic-sort");
    }
}
