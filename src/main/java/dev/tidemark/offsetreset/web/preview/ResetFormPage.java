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
 * The form of a reset: what may be chosen, with the figures it is chosen by.
 *
 * @param mayRequest whether the reader may request a reset of this group at all
 * @param pinned whether the instance's API can give each partition an offset of its own
 * @param problem why the form came back; null where it was not sent yet
 */
record ResetFormPage(ResetHeading place, String action, boolean mayRequest, Group group, boolean pinned, Scope scope,
        Target target, String mode, String overrideReason, @Nullable FormProblem problem) {
    private static final int FEW_TOPICS = 10;
    // A box for each partition of a few topics is a choice, of many it cannot be read.
    private static final int MOST_BOXES = 400;

    static ResetFormPage of(InstanceId instance, Optional<KafkaInstance> known, ResetForm form, GroupDetails view,
            Capabilities capabilities, boolean commits, @Nullable FormProblem problem, Operator reader, Locale locale) {
        ConsumerGroupId group = form.group();
        return new ResetFormPage(ResetHeading.of(instance, group, known), ResetLinks.submit(instance),
                reader.may(Permission.REQUEST_RESET, instance, group), Group.of(view, commits), capabilities.pinned(),
                Scope.of(view, form, capabilities.somePartitions(), locale), Target.of(form, locale),
                form.text("mode"), form.text("overrideReason"), problem);
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
        return group.commits || !overrideReason.isEmpty() || wrong("overrideReason") != null;
    }

    /**
     * How the group was read.
     *
     * @param activeState its state while it has members, so that a reset can be planned and not yet executed; else null
     * @param commits whether offsets of the Empty group move, so that a reset needs a reason
     * @param trouble why it could not be read; null where it could
     */
    record Group(@Nullable String activeState, boolean commits, @Nullable StaleReason trouble) {
        static Group of(GroupDetails view, boolean commits) {
            return new Group(view.group().map(Observed::value).filter(seen -> !seen.members().isEmpty())
                    .map(seen -> seen.state().label()).orElse(null), commits, StaleReason.of(view.problem()));
        }
    }

    /**
     * Which topics and partitions are moved.
     *
     * @param topics the first fifty, the chosen ones before the others; the others are named in the text field
     * @param many whether there are so many topics that they are searched
     * @param hidden how many topics there are beyond those; null where all are shown
     * @param more what the text field names
     * @param wholeTopics whether the instance's API can only move all partitions of a topic
     */
    record Scope(List<Topic> topics, boolean many, @Nullable Figure hidden, String more, boolean wholeTopics) {
        static Scope of(GroupDetails view, ResetForm form, boolean somePartitions, Locale locale) {
            GroupOffsets offsets = view.offsets().map(Observed::value).orElse(new GroupOffsets(0, List.of()));
            boolean boxes = somePartitions
                    && offsets.topics().stream().mapToInt(topic -> topic.partitions().size()).sum() <= MOST_BOXES;
            // What is chosen beforehand comes first: further down in the list it would not be seen.
            List<Topic> topics = offsets.topics().stream().map(topic -> Topic.of(topic, form, boxes, locale))
                    .sorted(Comparator.comparing((Topic topic) -> !topic.chosen() && !topic.opened())).toList();
            long hidden = offsets.total() - offsets.topics().size();
            return new Scope(topics, topics.size() > FEW_TOPICS, hidden > 0 ? Figure.of(hidden, locale) : null,
                    form.withUnlisted(line -> topics.stream().anyMatch(topic -> topic.shows(line))), !somePartitions);
        }
    }

    /**
     * Where the offsets are moved to.
     *
     * @param type the target that is chosen; empty for none yet
     */
    record Target(String type, Shift shift, Time time, String amount, String unit, String offset, String csv) {
        static Target of(ResetForm form, Locale locale) {
            String type = form.text("target");
            return new Target(ResetForm.isTarget(type) ? type : "", Shift.of(form), Time.of(form, locale),
                    form.text("amount"), form.text("unit"), form.text("offset"), form.text("csv"));
        }
    }

    /** By how many messages, and whether they are skipped or read again. */
    record Shift(String by, String direction) {
        static Shift of(ResetForm form) {
            String by = form.text("by");
            boolean back = form.text("direction").equals("replay") || by.startsWith("-");
            return new Shift(by.replace("-", ""), back ? "replay" : "skip");
        }
    }

    /**
     * A time and its zone.
     *
     * @param zoneOpen whether the reader's own zone may be put in place of UTC: nothing was said of a time yet
     */
    record Time(String datetime, String zone, boolean zoneOpen, List<TimeZones.Choice> zones,
            List<String> moreZones) {
        static Time of(ResetForm form, Locale locale) {
            String zone = form.text("zone").strip();
            return new Time(form.text("datetime"), known(zone), zone.isEmpty() && form.text("datetime").isEmpty(),
                    TimeZones.common(locale), TimeZones.others());
        }

        /** A zone that is not known is chosen anew, rather than UTC taken for it. */
        private static String known(String zone) {
            return zone.isEmpty() ? TimeZones.UTC : TimeZones.isKnown(zone) ? zone : "";
        }
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

        /** Whether one of the boxes shows what a line of the form chose. */
        boolean shows(String line) {
            return line.equals(name) || (line.startsWith(name + ":") && (chosen || !partitions.isEmpty()));
        }
    }

    /** A partition that can be chosen by itself, with its offsets. */
    record Partition(String scope, String number, Figure committed, Figure logEnd, boolean chosen) {
        static Partition of(String topic, PartitionOffsets seen, boolean chosen, Locale locale) {
            String scope = topic + ":" + seen.partition();
            return new Partition(scope, Integer.toString(seen.partition()),
                    Figure.of(seen.committedOffset(), locale, "unknown.not-committed"),
                    Figure.of(seen.logEndOffset(), locale, "unknown.no-log-end"), chosen);
        }
    }
}
