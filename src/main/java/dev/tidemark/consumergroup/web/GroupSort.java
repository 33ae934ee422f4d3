package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.webkit.EnumParameter;
import java.util.Comparator;
import java.util.stream.Stream;

/** Order of a page of groups by what the page holds; CKafka sorts whole lists by name and by nothing else. */
public enum GroupSort implements EnumParameter {
    NAME(""), STATE("state"), MEMBERS("members");

    private final String parameter;

    GroupSort(String parameter) {
        this.parameter = parameter;
    }

    public static GroupSort parse(String text) {
        return EnumParameter.parse(GroupSort.class, "sort", text);
    }

    @Override
    public String parameter() {
        return parameter;
    }

    /** Sorting keeps the order of names among equals; what is not known comes last. */
    public Stream<GroupListing.Entry> of(Stream<GroupListing.Entry> entries) {
        return switch (this) {
            case NAME -> entries;
            case STATE -> entries.sorted(
                    Comparator.comparing(entry -> entry.state().map(GroupState::label).orElse("~")));
            case MEMBERS -> entries.sorted(
                    Comparator.comparingInt((GroupListing.Entry entry) -> entry.members().orElse(-1)).reversed());
        };
    }
}
