package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.GroupDetails;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.observation.Observed;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.web.ResetHeading;
import dev.tidemark.offsetreset.web.ResetLinks;
import dev.tidemark.offsetreset.web.TimeZones;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.StaleReason;
import dev.tidemark.webkit.error.FormProblem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a reset, ready to print: what may be chosen, with the figures it is chosen by.
 *
 * @param mayRequest whether the reader may ask for a reset of this group at all
 * @param many whether there are so many topics that they are searched
 * @param active whether the group has members, so that it can be planned and not yet carried out
 * @param topics the first fifty, the chosen ones before the others; the others are named in the text field
 * @param hidden how many topics there are beyond those
 * @param pinned whether the instance's API can give each partition an offset of its own
 * @param wholeTopics whether it can only move all partitions of a topic
 * @param zoneOpen whether the reader's own zone may be put in place of UTC: nothing was said of a time yet
 * @param target the one that is chosen
 * @param problem why the form came back; null where it was not sent yet
 * @param commits whether offsets of the Empty group move, so that a reset needs a reason
 */
record ResetFormPage(ResetHeading place, String action, boolean mayRequest, boolean many, @Nullable String state,
        boolean active, boolean pinned,
        boolean wholeTopics, List<Topic> topics, Figure hidden, boolean hasHidden,
        String more, String target, String by, String direction, String offset, String datetime,
        String zone, boolean zoneOpen, List<TimeZones.Choice> zones, List<String> moreZones,
        String amount, String unit, String csv, String mode, boolean commits, String overrideReason,
        @Nullable StaleReason trouble, @Nullable FormProblem problem) {
    private static final int FEW_TOPICS = 10;
    // A box for each partition of a few topics is a choice, of many it is a wall.
    private static final int MOST_BOXES = 400;

    static ResetFormPage of(InstanceId instance, Optional<KafkaInstance> known, ResetForm form, GroupDetails view,
            Capabilities capabilities, boolean commits, @Nullable FormProblem problem, Operator reader, Locale locale) {
        ConsumerGroupId group = form.group();
        GroupOffsets offsets = view.offsets().map(Observed::value).orElse(new GroupOffsets(0, List.of()));
        boolean boxes = capabilities.somePartitions()
                && offsets.topics().stream().mapToInt(topic -> topic.partitions().size()).sum() <= MOST_BOXES;
        // What is chosen beforehand comes first: further down in the list it would not be seen.
        List<Topic> topics = offsets.topics().stream().map(topic -> Topic.of(topic, form, boxes, locale))
                .sorted(Comparator.comparing((Topic topic) -> !topic.chosen() && !topic.opened())).toList();
        long hidden = offsets.total() - offsets.topics().size();
        String zone = form.text("zone").strip();
        String chosen = form.text("target");
        String by = form.text("by");
        boolean back = form.text("direction").equals("replay") || by.startsWith("-");
        return new ResetFormPage(ResetHeading.of(instance, group, known), ResetLinks.submit(instance),
                reader.may(Permission.REQUEST_RESET, instance, group), offsets.topics().size() > FEW_TOPICS,
                view.group().map(seen -> seen.value().state().label()).orElse(null),
                view.group().map(seen -> !seen.value().members().isEmpty()).orElse(false), capabilities.pinned(),
                !capabilities.somePartitions(),
                topics, Figure.of(hidden, locale), hidden > 0,
                form.withUnlisted(line -> topics.stream().anyMatch(topic -> topic.shows(line))),
                ResetForm.isTarget(chosen) ? chosen : "",
                by.replace("-", ""), back ? "replay" : "skip", form.text("offset"), form.text("datetime"),
                zone(zone), zone.isEmpty() && form.text("datetime").isEmpty(),
                TimeZones.common(locale), TimeZones.others(), form.text("amount"), form.text("unit"),
                form.text("csv"), form.text("mode"), commits, form.text("overrideReason"),
                StaleReason.of(view.problem()), problem);
    }

    /** A zone that is not known is chosen anew, rather than UTC taken for it. */
    private static String zone(String zone) {
        return zone.isEmpty() ? TimeZones.UTC : TimeZones.isKnown(zone) ? zone : "";
    }

    /** For the attribute {@code aria-invalid} of an input: null where it is not the one to change. */
    public @Nullable String wrong(String field) {
        return problem != null && field.equals(problem.field()) ? "true" : null;
    }

    /** Whether one of these fields, named with spaces between them, is the one to change. */
    public boolean isAbout(String fields) {
        return List.of(fields.split(" ")).stream().anyMatch(field -> wrong(field) != null);
    }

    /** The id of the advice beside an input, the same as a script gives it; null where there is none. */
    public @Nullable String adviceId(String field) {
        return wrong(field) == null ? null : "reset-form-" + field + "-advice";
    }

    /** Whether the reason is asked for at once; a script shows it when it turns out to be needed. */
    public boolean reasonNeeded() {
        return commits || !overrideReason.isEmpty() || wrong("overrideReason") != null;
    }

    /** A topic that can be chosen whole. */
    record Topic(String name, int partitionCount, Figure lag, boolean chosen, List<Partition> partitions,
            boolean opened) {
        static Topic of(GroupOffsets.Topic topic, ResetForm form, boolean boxes, Locale locale) {
            Set<Integer> chosen = form.chosen(topic.name());
            boolean all = !chosen.isEmpty() && topic.partitions().stream().map(PartitionOffsets::partition)
                    .collect(Collectors.toSet()).equals(chosen);
            List<Partition> partitions = boxes
                    ? topic.partitions().stream().map(each -> Partition.of(topic.name(), each,
                            !all && chosen.contains(each.partition()), locale)).toList()
                    : List.of();
            // A link that names both is shown as the less of the two.
            boolean some = partitions.stream().anyMatch(Partition::chosen);
            return new Topic(topic.name(), topic.partitions().size(),
                    Figure.of(topic.lag().messages(), locale, "unknown.nothing-known"),
                    all || (form.isChosen(topic.name()) && !some), partitions, some);
        }

        /** Whether one of the boxes stands for what a line of the form chose. */
        boolean shows(String line) {
            return line.equals(name) || (line.startsWith(name + ":") && (chosen || !partitions.isEmpty()));
        }
    }

    /** A partition that can be chosen by itself, with where it stands. */
    record Partition(String scope, String number, Figure committed, Figure logEnd, boolean chosen) {
        static Partition of(String topic, PartitionOffsets seen, boolean chosen, Locale locale) {
            String scope = topic + ":" + seen.partition();
            return new Partition(scope, Integer.toString(seen.partition()),
                    Figure.of(seen.committedOffset(), locale, "unknown.not-committed"),
                    Figure.of(seen.logEndOffset(), locale, "unknown.no-log-end"), chosen);
        }
    }
}
