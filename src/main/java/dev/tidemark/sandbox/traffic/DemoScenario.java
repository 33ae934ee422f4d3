package dev.tidemark.sandbox.traffic;

import static dev.tidemark.sandbox.traffic.DemoTopic.Retention.HALF_A_DAY;
import static dev.tidemark.sandbox.traffic.DemoTopic.Retention.LONG;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The catalogue of the demo traffic: one fictional shop, its topics, and a consumer group for each condition an on-call
 * engineer meets. Tests and documentation read it; {@link DemoTraffic} plays it.
 */
public record DemoScenario(List<DemoTopic> topics, List<DemoGroup> groups) {
    public DemoScenario {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
        Set<String> known = new HashSet<>();
        topics.forEach(topic -> known.add(topic.name()));
        for (DemoGroup group : groups) {
            if (!known.containsAll(group.topics())) {
                throw new IllegalArgumentException("Group " + group.name() + " reads a topic that the cast lacks");
            }
        }
    }

    /** Every condition, and so many groups that the group list has more than one page. */
    public static DemoScenario ordersProd() {
        List<DemoTopic> topics = new ArrayList<>(List.of(
                DemoTopic.of("orders", 6, 8, 3_000).trimmed(0.3),
                DemoTopic.of("order-events", 3, 4, 2_000),
                DemoTopic.of("payments", 12, 12, 6_000).kept(LONG).trimmed(0.2),
                DemoTopic.of("refunds", 3, 3, 1_500).kept(LONG),
                DemoTopic.of("shipments", 8, 5, 4_000),
                DemoTopic.of("carrier-events", 4, 3, 2_000),
                DemoTopic.of("invoices", 4, 2, 4_000).kept(LONG),
                DemoTopic.of("credit-notes", 3, 1, 1_500).kept(LONG),
                DemoTopic.of("catalogue-changes", 6, 10, 20_000).kept(LONG),
                DemoTopic.of("price-changes", 3, 5, 12_000).kept(LONG),
                DemoTopic.of("logins", 6, 3, 2_000),
                DemoTopic.of("loyalty-points", 8, 3, 3_000),
                DemoTopic.of("warehouse-movements", 4, 5, 3_000),
                DemoTopic.of("stock-levels", 6, 4, 3_000).trimmed(0.5),
                DemoTopic.of("settlements", 3, 1, 3_000).kept(LONG),
                DemoTopic.of("audit-events", 3, 2, 6_000).trimmed(0.6),
                DemoTopic.of("tax-rates", 3, 0, 300),
                DemoTopic.of("store-locations", 3, 0, 300),
                DemoTopic.of("gift-cards", 4, 0, 800),
                DemoTopic.of("newsletter-signups", 4, 0, 800)));
        List<DemoTopic> clicks = clicks();
        topics.addAll(clicks);

        List<DemoGroup> groups = new ArrayList<>(List.of(
                new DemoGroup("orders-fulfilment", Condition.HEALTHY, List.of("orders", "order-events"), 2,
                        "Two members keep up with orders and their events; lag is a few records."),
                new DemoGroup("payments-ledger", Condition.FALLING_BEHIND, List.of("payments", "refunds"), 3,
                        "Three members book 9 of 15 payments a second; lag grows by about 360 a minute."),
                new DemoGroup("shipment-tracking", Condition.STALLED_PARTITION, List.of("shipments", "carrier-events"),
                        1,
                        "shipments-3 never moves while every other partition is read."),
                new DemoGroup("invoice-export", Condition.STOPPED, List.of("invoices", "credit-notes"), 0,
                        "Its last member has left; invoices and credit notes pile up."),
                new DemoGroup("search-indexer", Condition.CATCHING_UP, List.of("catalogue-changes", "price-changes"), 1,
                        "Works off tens of thousands of catalogue and price changes, until the next import."),
                new DemoGroup("fraud-scoring", Condition.NEVER_COMMITTED, List.of("logins", "payments"), 1,
                        "Reads with auto-commit off and never commits: its lag cannot be known."),
                new DemoGroup("loyalty-points", Condition.PARTLY_COMMITTED, List.of("loyalty-points"), 1,
                        "Commits on even partitions only: half of its lag cannot be known."),
                new DemoGroup("clickstream-archiver", Condition.MANY_TOPICS, names(clicks), 0,
                        "Holds offsets on 64 topics, more than one page of the API."),
                new DemoGroup("warehouse-stream-job", Condition.SELF_ASSIGNED, List.of("warehouse-movements"), 1,
                        "Assigns its partitions itself, as stream processors do: Empty, yet it would overwrite a reset."),
                new DemoGroup("结算 / settlement eu <v2>", Condition.HOSTILE_NAME, List.of("settlements"), 0,
                        "Stopped, and its name must survive every link, form and page."),
                new DemoGroup("audit-archive", Condition.BELOW_EARLIEST, List.of("audit-events"), 0,
                        "Retention has deleted records it never read, on two of three partitions."),
                new DemoGroup("stock-projection", Condition.CONSUMER_PROTOCOL, List.of("stock-levels"), 1,
                        "Keeps up, by the newer consumer rebalance protocol.")));
        List<String> gifts = List.of("gift-cards", "newsletter-signups");
        groups.addAll(abandoned(gifts, "gift-card-mailer", "newsletter-import-2023", "crm-backfill",
                "console-consumer-48213", "adhoc-refund-investigation", "marketing-lookalikes",
                "voucher-migration-dryrun"));
        List<String> reference = List.of("tax-rates", "store-locations");
        groups.addAll(idle(reference, "tax-calculator", "tax-calculator-canary", "store-finder", "store-finder-api",
                "checkout-tax-cache", "checkout-store-cache", "pos-sync-berlin", "pos-sync-hamburg", "pos-sync-lyon",
                "pos-sync-madrid", "pos-sync-milano", "pos-sync-shenzhen", "returns-portal", "returns-portal-preview",
                "customer-service-console", "data-warehouse-loader", "delivery-slots", "erp-bridge",
                "recommendations-eval",
                "supplier-portal", "uptime-probe"));
        return new DemoScenario(topics, groups);
    }

    /** A small cast, for resets that need no approval. */
    public static DemoScenario ordersDev() {
        return new DemoScenario(
                List.of(DemoTopic.of("orders", 3, 2, 600), DemoTopic.of("order-events", 3, 1, 300),
                        DemoTopic.of("payments", 3, 1, 600), DemoTopic.of("invoices", 3, 1, 900).kept(LONG),
                        DemoTopic.of("tax-rates", 3, 0, 300)),
                List.of(
                        new DemoGroup("orders-fulfilment", Condition.HEALTHY, List.of("orders", "order-events"), 1,
                                "One member keeps up."),
                        new DemoGroup("invoice-export", Condition.STOPPED, List.of("invoices"), 0,
                                "Stopped, free for trying a reset."),
                        new DemoGroup("fraud-scoring", Condition.NEVER_COMMITTED, List.of("payments"), 1,
                                "Reads and never commits."),
                        new DemoGroup("tax-calculator", Condition.IDLE, List.of("tax-rates"), 0,
                                "Empty and at the log end.")));
    }

    /** The groups that show a condition; empty when this cast has none. */
    public List<DemoGroup> in(Condition condition) {
        return groups.stream().filter(group -> group.condition() == condition).toList();
    }

    /** 16 markets by 4 pages of the shop, 2 to 4 partitions each, all of them nearly quiet. */
    private static List<DemoTopic> clicks() {
        List<DemoTopic> clicks = new ArrayList<>();
        for (String market : List.of("at", "be", "ch", "cn", "cz", "de", "dk", "es", "fi", "fr", "it", "nl", "no", "pl",
                "pt", "se")) {
            for (String page : List.of("basket", "home", "product", "search")) {
                clicks.add(DemoTopic.of("clicks." + market + "." + page, 2 + clicks.size() % 3, 0.05, 60)
                        .kept(HALF_A_DAY));
            }
        }
        return clicks;
    }

    private static List<String> names(List<DemoTopic> topics) {
        return topics.stream().map(DemoTopic::name).toList();
    }

    private static List<DemoGroup> abandoned(List<String> topics, String... names) {
        return List.of(names).stream().map(name -> new DemoGroup(name, Condition.ABANDONED, topics, 0,
                "Left behind with a lag that no longer grows.")).toList();
    }

    private static List<DemoGroup> idle(List<String> topics, String... names) {
        return List.of(names).stream()
                .map(name -> new DemoGroup(name, Condition.IDLE, topics, 0, "Empty and at the log end."))
                .toList();
    }
}
