package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds every rule against the house, where it must stand, and against a broken one, where it must fall. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.tidemark");
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages("brokenhouse");

    @TestFactory
    Stream<DynamicTest> everyRuleHoldsInThisHouse() {
        return HouseRules.of("dev.tidemark", 20).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsTheFaultInTheBrokenHouse() {
        return HouseRules.of("brokenhouse", 1).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey() + " (broken)", () -> {
                    EvaluationResult result = rule.getValue().evaluate(BROKEN_HOUSE);
                    assertThat(result.hasViolation()).isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRecordThatMayBeLargeIsLarge() {
        return HouseRules.FLAT_RECORDS.stream().map(name -> DynamicTest.dynamicTest(name,
                () -> assertThat(HouseRules.isLargeRecord(HOUSE.get("dev.tidemark." + name))).isTrue()));
    }
}
