package dev.tidemark.offsetreset.web;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.GroupView;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.observation.Observed;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Abilities;
import dev.tidemark.web.Figure;
import dev.tidemark.web.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of a reset, ready to print: what may be chosen, with the figures it is chosen by.
 *
 * @param active whether the group has members, so that it can be planned and not yet carried out
 * @param topics the first fifty; the others are named in the text field
 * @param hidden how many topics there are beyond those
 * @param pinned whether the instance's API can give each partition an offset of its own
 * @param wholeTopics whether it can only move all partitions of a topic
 * @param target the one that is chosen
 */
record ResetFormPage(String instance, String instanceId, String group, String groupHref, String groupsHref,
        String action, @Nullable String state, boolean active, boolean pinned,
        boolean wholeTopics, List<Topic> topics, Figure hidden, boolean hasHidden,
        String more, String target, String by, String direction, String offset, String datetime, String zone,
        String amount, String unit, String csv, String mode, @Nullable Trouble trouble) {
    // A box for each partition of a few topics is a choice, of many it is a wall.
    private static final int MOST_BOXES = 400;

    static ResetFormPage of(InstanceId instance, Optional<String> name, ResetForm form, GroupView view,
            Abilities abilities, Locale locale) {
        ConsumerGroupId group = form.group();
        GroupOffsets offsets = view.offsets().map(Observed::value).orElse(new GroupOffsets(0, List.of()));
        boolean boxes = abilities.somePartitions()
                && offsets.topics().stream().mapToInt(topic -> topic.partitions().size()).sum() <= MOST_BOXES;
        boolean onlyOne = offsets.total() == 1 && form.values().get("scope") == null;
        long hidden = offsets.total() - offsets.topics().size();
        String chosen = form.text("target");
        String by = form.text("by");
        boolean back = form.text("direction").equals("replay") || by.startsWith("-");
        return new ResetFormPage(name.orElse(instance.value()), instance.value(), group.value(),
                ResetLinks.group(instance, group), ResetLinks.groups(instance), ResetLinks.submit(instance),
                view.group().map(known -> known.value().state().label()).orElse(null),
                view.group().map(known -> !known.value().members().isEmpty()).orElse(false), abilities.pinned(),
                !abilities.somePartitions(),
                offsets.topics().stream().map(topic -> Topic.of(topic, form, boxes, onlyOne, locale)).toList(),
                Figure.of(hidden, locale), hidden > 0, form.text("more"), ResetForm.isTarget(chosen) ? chosen : "",
                by.replace("-", ""), back ? "replay" : "skip", form.text("offset"), form.text("datetime"),
                form.text("zone").isEmpty() ? "UTC" : form.text("zone"), form.text("amount"), form.text("unit"),
                form.text("csv"), form.text("mode"), Trouble.of(view.problem()));
    }

    /** A topic that can be chosen whole. */
    record Topic(String name, int partitionCount, Figure lag, boolean chosen, List<Partition> partitions,
            boolean opened) {
        static Topic of(GroupOffsets.Topic topic, ResetForm form, boolean boxes, boolean onlyOne, Locale locale) {
            List<Partition> partitions = boxes
                    ? topic.partitions().stream().map(each -> Partition.of(topic.name(), each, form, locale)).toList()
                    : List.of();
            return new Topic(topic.name(), topic.partitions().size(),
                    Figure.of(topic.lag().messages(), locale, "unknown.nothing-known"),
                    onlyOne || form.isChosen(topic.name()),
                    partitions, partitions.stream().anyMatch(Partition::chosen));
        }
    }

    /** A partition that can be chosen by itself, with where it stands. */
    record Partition(String scope, String number, Figure committed, Figure logEnd, boolean chosen) {
        static Partition of(String topic, PartitionOffsets seen, ResetForm form, Locale locale) {
            String scope = topic + ":" + seen.partition();
            return new Partition(scope, Integer.toString(seen.partition()),
                    Figure.of(seen.committedOffset(), locale, "unknown.not-committed"),
                    Figure.of(seen.logEndOffset(), locale, "unknown.no-log-end"), form.isChosen(scope));
        }
    }
}
