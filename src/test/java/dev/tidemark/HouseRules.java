package dev.tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The walls of the house as rules over any root package, so that each rule can also be held against an example that must
 * break it. The floors are those of CONTRIBUTING.md: an arrow points only downwards.
 */
final class HouseRules {
    /** From the ground up; a feature may import every one before it. */
    private static final List<String> FLOORS = List.of("kafka", "access", "audit", "observation", "instance",
            "consumergroup", "lag", "offsetreset", "triage", "history", "alert");
    /** Beside the floors: the kit of all pages, the description of the API, the adapters, and the sandbox. */
    private static final List<String> ANNEXES = List.of("security", "webkit", "openapi", "ckafka", "sandbox");
    /** Spring looks for these; so does a reader, by name. */
    private static final Map<String, String> NAMED_AFTER = Map.of(
            "org.springframework.boot.diagnostics.FailureAnalyzer", "FailureAnalyzer",
            "org.springframework.security.web.AuthenticationEntryPoint", "AuthenticationEntryPoint",
            "org.springframework.web.servlet.HandlerExceptionResolver", "Resolver",
            "org.springframework.web.servlet.HandlerInterceptor", "Interceptor",
            "org.springframework.boot.web.server.WebServerFactoryCustomizer", "Customizer");

    private static final int MOST_COMPONENTS = 10;
    /** Of an endpoint of ours: the names of its JSON are a contract, and a client reads them without levels. */
    private static final Pattern JSON_ANSWER = Pattern.compile(".*\\.\\w+(Api|Answers?)(\\$.*)?");
    /** Flat for the same reason: the message of a webhook, answers of the CKafka API, documents in the database. */
    static final Set<String> FLAT_RECORDS = Set.of("alert.Alert",
            "sandbox.emulator.action.instance.DescribeInstanceAttributes$Result",
            "sandbox.emulator.action.instance.DescribeInstancesDetail$Row",
            "offsetreset.ResetRequest", "offsetreset.plan.ResetPlan", "offsetreset.followup.FollowUp");

    private HouseRules() {
    }

    static Map<String, ArchRule> of(String root, int typesAPackage) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            rules.put(FLOORS.get(floor) + " imports only what lies below it", onlyImportsBelow(root, floor));
        }
        floors(root, typesAPackage, rules);
        web(root, rules);
        adapters(root, rules);
        writing(root, rules);
        return rules;
    }

    private static void floors(String root, int typesAPackage, Map<String, ArchRule> rules) {
        rules.put("every package is on a floor or beside them", classes()
                .that(describe("live in a package below the root", c -> c.getPackageName().startsWith(root + ".")))
                .should().resideInAnyPackage(Stream.concat(FLOORS.stream(), ANNEXES.stream())
                        .map(name -> root + "." + name + "..").toArray(String[]::new)));
        rules.put("packages do not import each other in circles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("features do not import each other in circles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("a package has at most " + typesAPackage + " types", classes().that().resideInAPackage(root + "..")
                .should(livesWithAtMost(typesAPackage)));
        rules.put("the sandbox does not know the dashboard", noClasses()
                .that().resideInAPackage(root + ".sandbox..").should().dependOnClassesThat(dashboard(root)));
        rules.put("the dashboard does not know the sandbox", noClasses()
                .that(dashboard(root)).should().dependOnClassesThat().resideInAPackage(root + ".sandbox.."));
    }

    private static void web(String root, Map<String, ArchRule> rules) {
        rules.put("only pages import pages", noClasses()
                .that(describe("live outside web packages", c -> !inWeb(c)))
                .should().dependOnClassesThat(resideInAPackage(root + ".*.web..")));
        rules.put("no feature's pages import another's", classes().that().resideInAPackage(root + ".*.web..")
                .should(importNoOtherWeb(root)));
        rules.put("only pages and sign-in use the kit of pages", noClasses()
                .that(describe("are neither pages nor sign-in nor the kit", c -> !inWeb(c)
                        && !resideInAnyPackage(root + ".security..", root + ".webkit..").test(c)))
                .should().dependOnClassesThat(resideInAPackage(root + ".webkit..")));
        rules.put("the kit of pages knows no feature", noClasses().that().resideInAPackage(root + ".webkit..")
                .should().dependOnClassesThat(describe("belong to a feature", c -> FLOORS.stream().skip(2)
                        .anyMatch(floor -> resideInAPackage(root + "." + floor + "..").test(c))
                        || resideInAPackage(root + ".security..").test(c))));
        rules.put("pages ask services, never ports", noClasses().that().resideInAPackage(root + "..web..")
                .should().callMethodWhere(describe("the target is a port",
                        (JavaCall<?> call) -> isPort(root, call.getTargetOwner()))));
        rules.put("only security imports Spring Security", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".security..")
                .should().dependOnClassesThat(resideInAPackage("org.springframework.security..")));
    }

    private static void adapters(String root, Map<String, ArchRule> rules) {
        rules.put("only ckafka imports the SDK and its HTTP client", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".ckafka..")
                .should().dependOnClassesThat(
                        resideInAnyPackage("com.tencentcloudapi..", "okhttp3..", "com.google.gson..")));
        rules.put("API v2 knows neither the SDK nor API 3.0", noClasses()
                .that().resideInAPackage(root + ".ckafka.v2..").should().dependOnClassesThat(
                        resideInAnyPackage(root + ".ckafka", root + ".ckafka.v3..", "com.tencentcloudapi..",
                                "okhttp3..", "com.google.gson..")));
        rules.put("nothing imports ckafka", noClasses().that().resideOutsideOfPackage(root + ".ckafka..")
                .should().dependOnClassesThat().resideInAPackage(root + ".ckafka.."));
        rules.put("only the sandbox imports Kafka", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".sandbox..")
                .should().dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "kafka..")));
        rules.put("only jdbc packages import JDBC", noClasses()
                .that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + "..jdbc..")
                .should().dependOnClassesThat(
                        resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..")));
    }

    private static void writing(String root, Map<String, ArchRule> rules) {
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
        rules.put("a record has at most " + MOST_COMPONENTS + " components",
                classes().that().resideInAPackage(root + "..")
                        .and(describe("are no JSON, no stored document and no configuration",
                                type -> !type.isAnnotatedWith(ConfigurationProperties.class)
                                        && !JSON_ANSWER.matcher(type.getName()).matches()
                                        && !FLAT_RECORDS.contains(type.getName().substring(root.length() + 1))))
                        .should(haveFewComponents()));
        rules.put("what Spring looks for is named after it", classes().that().resideInAPackage(root + "..")
                .should(beNamedAfterItsRole()));
    }

    private static ArchRule onlyImportsBelow(String root, int floor) {
        String[] above = Stream.concat(FLOORS.stream().skip(floor + 1L), Stream.of("ckafka", "sandbox"))
                .map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "." + FLOORS.get(floor) + "..")
                .should().dependOnClassesThat().resideInAnyPackage(above);
    }

    private static DescribedPredicate<JavaClass> dashboard(String root) {
        return describe("belong to the dashboard", c -> c.getPackageName().startsWith(root + ".")
                && !c.getPackageName().startsWith(root + ".sandbox"));
    }

    private static boolean inWeb(JavaClass type) {
        return Arrays.asList(type.getPackageName().split("\\.")).contains("web");
    }

    /** Interfaces that an adapter implements; their nested records are the questions and answers. */
    private static boolean isPort(String root, JavaClass type) {
        return type.isInterface() && type.getPackageName().startsWith(root + ".") && type.getAllSubclasses().stream()
                .anyMatch(resideInAnyPackage(root + ".ckafka..", root + "..jdbc.."));
    }

    private static boolean readsSystemTime(JavaCall<?> call) {
        boolean now = call.getTargetOwner().getPackageName().equals("java.time") && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().isEmpty();
        boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
        return now || millis;
    }

    private static ArchCondition<JavaClass> importNoOtherWeb(String root) {
        Pattern web = Pattern.compile(Pattern.quote(root) + "\\.(\\w+)\\.web(\\..*)?");
        return condition("import no other feature's pages", (type, events) -> {
            Matcher mine = web.matcher(type.getPackageName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                Matcher other = web.matcher(dependency.getTargetClass().getPackageName());
                if (mine.matches() && other.matches() && !mine.group(1).equals(other.group(1))) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        });
    }

    private static ArchCondition<JavaClass> livesWithAtMost(int types) {
        return condition("live with at most " + types + " types", (type, events) -> {
            long here = type.getPackage().getClasses().stream().map(JavaClass::getName)
                    .filter(name -> !name.contains("$") && !name.endsWith(".package-info")).count();
            if (here > types) {
                events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has " + here + " types"));
            }
        });
    }

    private static ArchCondition<JavaClass> haveFewComponents() {
        return condition("have at most " + MOST_COMPONENTS + " components", (type, events) -> {
            if (isLargeRecord(type)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is read by counting"));
            }
        });
    }

    static boolean isLargeRecord(JavaClass type) {
        return type.isRecord() && type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)).count() > MOST_COMPONENTS;
    }

    private static ArchCondition<JavaClass> beNamedAfterItsRole() {
        return condition("be named after their role", (type, events) -> NAMED_AFTER.forEach((role, word) -> {
            if (assignableTo(role).test(type) && !type.getSimpleName().contains(word)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is not named …" + word));
            }
        }));
    }

    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return condition("live in a package with a null-marked package-info", (type, events) -> {
            boolean marked = type.getPackage().tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class)).isPresent();
            events.add(new SimpleConditionEvent(type, marked, type.getName() + (marked ? " does" : " does not")));
        });
    }

    private interface Check {
        void of(JavaClass type, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.of(type, events);
            }
        };
    }
}
