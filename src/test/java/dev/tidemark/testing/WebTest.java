package dev.tidemark.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/**
 * A test of pages or JSON on {@link TestTidemark}. One person for each role, all with the password {@code secret}, and
 * {@code limited}, who may see instances beginning with {@code ckafka-a} only. All such tests share one application:
 * each arranges its own instances and groups.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TestTidemark.class, properties = {
    "spring.datasource.url=" + TestTidemark.DATABASE, "tidemark.lag.enabled=false",
    "tidemark.access.users[0].name=viewer",
    "tidemark.access.users[0].password={noop}secret", "tidemark.access.users[0].grants[0].role=viewer",
    "tidemark.access.users[1].name=operator", "tidemark.access.users[1].password={noop}secret",
    "tidemark.access.users[1].grants[0].role=operator", "tidemark.access.users[2].name=approver",
    "tidemark.access.users[2].password={noop}secret", "tidemark.access.users[2].grants[0].role=approver",
    "tidemark.access.users[3].name=admin", "tidemark.access.users[3].password={noop}secret",
    "tidemark.access.users[3].grants[0].role=admin", "tidemark.access.users[4].name=limited",
    "tidemark.access.users[4].password={noop}secret", "tidemark.access.users[4].grants[0].role=viewer",
    "tidemark.access.users[4].grants[0].instances=ckafka-a*"})
@AutoConfigureMockMvc
public @interface WebTest {
}
