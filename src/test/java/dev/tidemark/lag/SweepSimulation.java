package dev.tidemark.lag;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.lost.InMemoryLostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.schedule.ListedGroups.Listed;
import dev.tidemark.lag.schedule.ReadingOrder.Urgency;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How old figures are, and how soon a stop is shown, with 10,000 groups under the quota: the sampler itself on a clock that
 * every call moves, beside sweeps that read all groups one after the other. Two and a quarter hours each, of which the first
 * 45 minutes fill the samples. Not part of the tests; prints a table: {@code ./mvnw test -Dtest=SweepSimulation}.
 */
class SweepSimulation {
    private static final int GROUPS = 10_000;
    // As SweepBenchmark measures it: 100 a second, of which 30 are left to people.
    private static final int CALLS_A_SECOND = 67;
    /** Publishing, storing and the pause after it, during which nothing is read. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofMillis(500);
    private static final long WARM = 2_700;
    private static final long STOPS_UNTIL = 5_400;
    private static final long END = 8_100;
    private static final long STOP_EVERY = 30;
    private static final long RECOVERS_AFTER = 600;

    @Test
    void printsATable() {
        System.out.println(
                "| traffic | sweep | interval | a stop is shown after: median | p95 | worst | age of looked at, "
                        + "p95 | of troubled, p95 | of the rest, p95 | worst | calls a second | urgent groups | healthy ones called "
                        + "troubled |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        new Run("calm", Duration.ofSeconds(30)).print(false);
        new Run("calm", Duration.ofSeconds(30)).print(true);
        new Run("calm", Duration.ofSeconds(10)).print(true);
        new Run("uneven", Duration.ofSeconds(30)).print(false);
        new Run("uneven", Duration.ofSeconds(30)).print(true);
        new Run("uneven", Duration.ofSeconds(10)).print(true);
    }

    private static final class Run implements ConsumerGroups {
        private static final Instant START = Instant.parse("2026-03-04T03:00:00Z");
        private static final KafkaInstance INSTANCE = Groups.instance("ckafka-simulated", "simulated", "ap-one");

        private final String traffic;
        private final Duration interval;
        private final MutableClock clock = new MutableClock(START);
        private final Map<String, Client> clients = new HashMap<>();
        private final List<Client> inOrder = new ArrayList<>();
        private final Random chance = new Random(7);
        private final LagMonitor monitor;
        private final LagProperties properties;
        private final Set<String> lookedAt = new HashSet<>();
        private long looks;
        private long urgentSeen;
        private long mistaken;
        private final List<Long> shownAfter = new ArrayList<>();
        private final Ages looking = new Ages();
        private final Ages troubles = new Ages();
        private final Ages rest = new Ages();
        private long calls;
        private long looked = -1;
        private long nextStop = WARM;
        private long undetected;

        Run(String traffic, Duration interval) {
            this.traffic = traffic;
            this.interval = interval;
            this.properties = LagSettings.of(Map.of("interval", interval.toSeconds() + "s"));
            this.monitor = new LagMonitor(properties, new OffsetTimeIndex(Duration.ofHours(1)),
                    new DataLossForecasts(), InMemoryLostGroups.none(), _ -> {
                    });
            for (int i = 0; i < GROUPS; i++) {
                Client client = new Client("group-%05d".formatted(i), traffic.equals("calm"), chance);
                clients.put(client.name, client);
                inOrder.add(client);
                if (i % 100 == 0) {
                    client.rate = 1;
                    client.stoppedAt = 0;
                } else if (i % 200 == 1) {
                    lookedAt.add(client.name);
                }
            }
        }

        void print(boolean byUrgency) {
            InMemoryCkafka instances = new InMemoryCkafka().region(new Region("default", "ap-one"))
                    .instance(INSTANCE);
            LagSampler sampler = new LagSampler(instances, new BackgroundReading(this, instances, instances), monitor,
                    properties,
                    clock);
            while (seconds() < END) {
                if (byUrgency) {
                    sampler.sweep();
                } else {
                    readAll();
                }
                clock.advance(BETWEEN_SWEEPS);
            }
            sampler.close();
            long[] found = shownAfter.stream().mapToLong(Long::longValue).sorted().toArray();
            undetected = inOrder.stream().filter(client -> client.isAwaited).count();
            System.out.println(String.format(Locale.ROOT,
                    "| %s | %s | %d s | %d s | %d s | %s | %d s | %d s | %d s | %d s | %.1f | %d | %d |", traffic,
                    byUrgency ? "by urgency" : "one after the other", interval.toSeconds(),
                    found[found.length / 2], found[found.length * 95 / 100],
                    undetected == 0 ? found[found.length - 1] + " s" : undetected + " never", looking.at(0.95),
                    troubles.at(0.95),
                    rest.at(0.95), rest.at(1), (double) calls / seconds(), urgentSeen / looks,
                    mistaken / looks));
        }

        /** As sweeps were: every group once, and what was read is shown at the end. */
        private void readAll() {
            Instant began = clock.instant();
            List<Listed> listed = inOrder.stream().map(client -> new Listed(INSTANCE, client.entry(seconds()), began))
                    .toList();
            Set<GroupKey> alive = new HashSet<>();
            for (Listed each : listed) {
                Instant asked = clock.instant();
                List<GroupOffsets.Topic> offsets = allOffsets(INSTANCE.id(), each.group().group());
                monitor.add(each, offsets, asked, clock.instant());
                alive.add(each.key());
            }
            monitor.publish(alive, began, Duration.between(began, clock.instant()), 0);
        }

        @Override
        public GroupListing list(InstanceId instance, GroupQuery query) {
            long now = seconds();
            return new GroupListing(GROUPS, inOrder.stream().skip(query.page().offset()).limit(query.page().limit())
                    .map(client -> client.entry(now)).toList());
        }

        @Override
        public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
            throw new UnsupportedOperationException("a sweep lists");
        }

        @Override
        public synchronized GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
            calls++;
            clock.advance(Duration.ofSeconds(1).dividedBy(CALLS_A_SECOND));
            long now = seconds();
            if (now / 5 != looked) {
                looked = now / 5;
                look(now);
            }
            Client client = client(group);
            return new GroupOffsets(1, List.of(new GroupOffsets.Topic("orders",
                    List.of(Offsets.committed(0, client.committed(now), client.logEnd(now))))));
        }

        private Client client(ConsumerGroupId group) {
            return Objects.requireNonNull(clients.get(group.value()));
        }

        private long seconds() {
            return Duration.between(START, clock.instant()).toSeconds();
        }

        /** What a person sees now. */
        private void look(long now) {
            lookedAt.forEach(group -> monitor.lookedAt(
                    new GroupKey(INSTANCE.id(), new ConsumerGroupId(group)), clock.instant()));
            if (now < WARM) {
                return;
            }
            stopOne(now);
            looks++;
            urgentSeen += inOrder.stream().filter(client -> monitor.urgency(
                    new GroupKey(INSTANCE.id(), new ConsumerGroupId(client.name)), clock.instant()) != Urgency.QUIET)
                    .count();
            monitor.snapshot().groups().forEach(group -> {
                Client client = client(group.group());
                boolean troubled = group.impact().attention() == Attention.TROUBLE;
                (lookedAt.contains(client.name) ? looking : troubled ? troubles : rest)
                        .add(Duration.between(group.observedAt(), clock.instant()).toSeconds());
                if (troubled && client.isAwaited) {
                    client.isAwaited = false;
                    client.recoversAt = now + RECOVERS_AFTER;
                    shownAfter.add(now - client.stoppedAt);
                } else if (troubled && !client.isTroubled(now)) {
                    mistaken++;
                }
            });
        }

        private void stopOne(long now) {
            if (now >= nextStop && now < STOPS_UNTIL) {
                nextStop += STOP_EVERY;
                Client client = inOrder.get(chance.nextInt(GROUPS));
                while (client.rate == 0 || client.stoppedAt != Long.MAX_VALUE || lookedAt.contains(client.name)) {
                    client = inOrder.get(chance.nextInt(GROUPS));
                }
                client.stoppedAt = now;
                client.isAwaited = true;
            }
        }
    }

    /** Ages in seconds, counted. */
    private static final class Ages {
        private final long[] counts = new long[10_000];

        void add(long seconds) {
            counts[(int) Math.min(seconds, counts.length - 1)]++;
        }

        long at(double share) {
            long wanted = (long) Math.ceil(Arrays.stream(counts).sum() * share);
            long seen = 0;
            int age = 0;
            while (age < counts.length - 1 && seen + counts[age] < wanted) {
                seen += counts[age++];
            }
            return age;
        }
    }

    /**
     * The consumers of one group: a fifth reads a topic without traffic, the others one of 0.1, 1 or 10 messages a second. In
     * calm traffic they commit every second; in uneven traffic about every 5 s, 5 % of them every minute, 1 % every five
     * minutes. Half of those that stop leave the group; the others hang.
     */
    private static final class Client {
        private final String name;
        private final boolean leaves;
        private final long period;
        private final long phase;
        private double rate;
        private volatile long stoppedAt = Long.MAX_VALUE;
        private volatile long recoversAt = Long.MAX_VALUE;
        private volatile boolean isAwaited;

        Client(String name, boolean isCalm, Random chance) {
            this.name = name;
            this.leaves = chance.nextBoolean();
            int kind = chance.nextInt(100);
            int usual = isCalm ? 1 : kind == 0 ? 300 : kind < 6 ? 60 : 5;
            // No two alike, and none in step with the sweeps.
            this.period = chance.nextInt(usual - usual / 5, usual + usual / 5 + 1);
            this.phase = chance.nextInt((int) period);
            int traffic = chance.nextInt(5);
            this.rate = traffic == 0 ? 0 : Math.pow(10, traffic % 3 - 1);
        }

        private boolean isStopped(long now) {
            return now >= stoppedAt && now < recoversAt;
        }

        /** Also a while after it recovered: the samples still show it. */
        boolean isTroubled(long now) {
            return stoppedAt != Long.MAX_VALUE && now >= stoppedAt;
        }

        GroupListing.Entry entry(long now) {
            boolean gone = leaves && isStopped(now);
            return new GroupListing.Entry(new ConsumerGroupId(name),
                    Optional.of(gone ? GroupState.EMPTY : GroupState.STABLE), OptionalInt.of(gone ? 0 : 2),
                    "consumer");
        }

        long logEnd(long now) {
            return 1_000 + (long) (rate * now);
        }

        long committed(long now) {
            long until = isStopped(now) ? stoppedAt : now;
            return logEnd(Math.max(0, (until - phase) / period * period + phase));
        }
    }
}
