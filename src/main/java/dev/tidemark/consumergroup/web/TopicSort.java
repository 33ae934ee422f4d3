package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.GroupOffsets.Topic;
import dev.tidemark.webkit.EnumParameter;
import java.util.Comparator;

/** In which order a page shows its topics. CKafka cannot sort them, so an order holds within the page. */
public enum TopicSort implements EnumParameter {
    /** Most lag first, unknown last: what an on-call engineer looks for. */
    LAG(""),
    /** Holds still while the numbers change. */
    NAME("name");

    private final String parameter;

    TopicSort(String parameter) {
        this.parameter = parameter;
    }

    @Override
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
        return EnumParameter.parse(TopicSort.class, "sort", text);
    }
}
