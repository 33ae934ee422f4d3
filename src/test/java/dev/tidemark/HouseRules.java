package dev.tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The walls of the house as rules over any root package, so that each rule can also be held against an example that must
 * break it. The floors are those of CONTRIBUTING.md: an arrow points only downwards.
 */
final class HouseRules {
    /** From the ground up; a feature may import every one before it. */
    private static final String[] FLOORS = {"kafka", "access", "audit", "observation", "instance", "consumergroup",
        "offsetreset", "lag", "history", "alert"};

    private HouseRules() {
    }

    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (int floor = 0; floor < FLOORS.length; floor++) {
            rules.put(FLOORS[floor] + " imports only what lies below it", onlyImportsBelow(root, floor));
        }
        rules.put("nothing imports a feature's web package", noClasses()
                .that(describe("live outside the package", c -> !c.getPackageName().endsWith(".web")))
                .should().dependOnClassesThat(resideInAPackage(root + ".*.web..")));
        rules.put("only ckafka imports the SDK and its HTTP client", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".ckafka..")
                .should().dependOnClassesThat(
                        resideInAnyPackage("com.tencentcloudapi..", "okhttp3..", "com.google.gson..")));
        rules.put("the legacy API knows neither the SDK nor its adapters", noClasses()
                .that().resideInAPackage(root + ".ckafka.legacy..").should().dependOnClassesThat(
                        resideInAnyPackage(root + ".ckafka", "com.tencentcloudapi..", "okhttp3..",
                                "com.google.gson..")));
        rules.put("nothing imports ckafka", noClasses().that().resideOutsideOfPackage(root + ".ckafka..")
                .should().dependOnClassesThat().resideInAPackage(root + ".ckafka.."));
        rules.put("only the sandbox imports Kafka", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".sandbox..")
                .should().dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "kafka..")));
        rules.put("the sandbox and the dashboard do not know each other", noClasses()
                .that().resideInAPackage(root + ".sandbox..").should().dependOnClassesThat(dashboard(root)));
        rules.put("the dashboard does not know the sandbox", noClasses()
                .that(dashboard(root)).should().dependOnClassesThat().resideInAPackage(root + ".sandbox.."));
        rules.put("features do not import each other in circles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("the sandbox's packages do not import each other in circles",
                slices().matching(root + ".sandbox.(**)").should().beFreeOfCycles().allowEmptyShould(true));
        rules.put("pages ask services, never ports", noClasses().that().resideInAPackage(root + "..web..")
                .should().callMethodWhere(describe("the target is a port",
                        (JavaCall<?> call) -> isPort(call.getTargetOwner()))));
        rules.put("time is passed in or asked of the clock", noClasses().that().resideInAPackage(root + "..")
                .should().callMethodWhere(describe("the system's time is read", HouseRules::readsSystemTime)));
        rules.put("every package says what it is and is null-marked",
                classes().that().resideInAPackage(root + "..").should(liveInADescribedPackage()));
        rules.put("nothing is injected into fields",
                noFields().that().areDeclaredInClassesThat().resideInAPackage(root + "..")
                        .should().beAnnotatedWith(Autowired.class));
        rules.put("no package is named after what it is not about", noClasses()
                .should().resideInAnyPackage(Stream.of("util", "impl", "common", "helper", "dto", "manager")
                        .map(name -> root + ".." + name + "..").toArray(String[]::new)));
        rules.put("loggers are named LOG", fields().that().areDeclaredInClassesThat().resideInAPackage(root + "..")
                .and().haveRawType("org.slf4j.Logger").should().haveName("LOG").allowEmptyShould(true));
        return rules;
    }

    private static ArchRule onlyImportsBelow(String root, int floor) {
        String[] above = Stream.concat(
                Arrays.stream(FLOORS, floor + 1, FLOORS.length), Stream.of("ckafka", "sandbox"))
                .map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "." + FLOORS[floor] + "..")
                .should().dependOnClassesThat().resideInAnyPackage(above);
    }

    private static DescribedPredicate<JavaClass> dashboard(String root) {
        return describe("belong to the dashboard", c -> c.getPackageName().startsWith(root + ".")
                && !c.getPackageName().startsWith(root + ".sandbox"));
    }

    // Ports are the interfaces that ckafka implements; their nested records are the questions and answers.
    private static boolean isPort(JavaClass type) {
        return type.isInterface()
                && Set.of("Instances", "ConsumerGroups", "TopicOffsets", "TopicReaders", "MessageTimes",
                        "OffsetsForTimes", "AuditTrail", "ResetStore", "ResetPlans", "ResetExecutions", "FollowUpStore",
                        "GroupOffsetsWriter", "GroupSamples", "SweepLease", "SnapshotStore", "Acknowledgements",
                        "HistoryStore", "AlertStore")
                        .contains(type.getSimpleName());
    }

    private static boolean readsSystemTime(JavaCall<?> call) {
        boolean now = call.getTargetOwner().getPackageName().equals("java.time") && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().isEmpty();
        boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
        return now || millis;
    }

    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return new ArchCondition<>("live in a package with a null-marked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class)).isPresent();
                events.add(new SimpleConditionEvent(type, marked, type.getName() + (marked ? " does" : " does not")));
            }
        };
    }
}
