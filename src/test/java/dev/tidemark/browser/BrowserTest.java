package dev.tidemark.browser;

import dev.tidemark.testing.TestTidemark;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;

/** A test in a real browser, against Tidemark on a real port and a CKafka in memory that the test arranges. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserCondition.class)
@SpringBootTest(classes = TestTidemark.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.datasource.url=" + TestTidemark.DATABASE, "tidemark.lag.interval=1s",
    "tidemark.access.users[0].name=viewer", "tidemark.access.users[0].password={noop}secret",
    "tidemark.access.users[0].grants[0].role=viewer", "tidemark.access.users[1].name=operator",
    "tidemark.access.users[1].password={noop}secret", "tidemark.access.users[1].grants[0].role=operator",
    "tidemark.access.users[2].name=approver", "tidemark.access.users[2].password={noop}secret",
    "tidemark.access.users[2].grants[0].role=approver", "tidemark.access.users[3].name=admin",
    "tidemark.access.users[3].password={noop}secret", "tidemark.access.users[3].grants[0].role=admin",
    "tidemark.resets.watch-after=1s"})
@interface BrowserTest {
}
