package dev.tidemark.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Permission;
import dev.tidemark.access.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A mistake in who may sign in stops the start and names itself, but never a password. */
class AccessPropertiesTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(OnlyAccess.class)
            .withPropertyValues("tidemark.access.users[0].name=mei",
                    "tidemark.access.users[0].password={bcrypt}$2a$10$abc",
                    "tidemark.access.users[0].grants[0].role=operator");

    @Test
    void readsPeopleAndTheirGrants() {
        runner.withPropertyValues("tidemark.access.users[0].grants[0].instances=ckafka-a*",
                "tidemark.access.users[0].grants[0].groups=team-*",
                "tidemark.access.users[0].grants[0].except=skip-messages,execute-reset").run(context -> {
                    AccessProperties access = context.getBean(AccessProperties.class);
                    assertThat(access.users()).hasSize(1);
                    assertThat(access.users().getFirst().grants())
                            .containsExactly(new AccessProperties.Grant(Role.OPERATOR, "ckafka-a*", "team-*",
                                    Set.of(Permission.SKIP_MESSAGES, Permission.EXECUTE_RESET)));
                    assertThat(access.publicMetrics()).isFalse();
                });
    }

    @Test
    void grantsHoldEverywhereUnlessTheySayWhere() {
        runner.run(context -> assertThat(
                context.getBean(AccessProperties.class).users().getFirst().grants().getFirst().instances())
                .isEqualTo("*"));
    }

    @Test
    void acceptsAConfigurationWithoutUsers() {
        new ApplicationContextRunner().withUserConfiguration(OnlyAccess.class)
                .run(context -> assertThat(context.getBean(AccessProperties.class).users()).isEqualTo(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            users[0].grants[0].role=viwer         | 'viwer' is not possible here
            users[0].grants[0].instance=ckafka-a* | unknown: tidemark.access.users[0].grants[0].instance
            users[0].pasword=geheim               | unknown: tidemark.access.users[0].pasword
            metric-open=true                      | unknown: tidemark.access.metric-open
            public-metrics=maybe                    | 'maybe' is not possible here
            users[0].password=geheim              | the password of user 'mei' must begin with its scheme
            users[0].password={md4}geheim         | the password of user 'mei' must begin with its scheme
            users[0].name=                        | needs a name without spaces around it
            users[0].grants[0].instances=         | must not be blank
            users[0].grants[0].groups=            | must not be blank
            users[0].grants[0].except=skipping   | 'skipping' is not possible here
            users[0].grants[0].withot=skip-messages | unknown: tidemark.access.users[0].grants[0].withot
            users[0].grants[1].instances=ckafka-* | needs a role
            """)
    void explainsAMistakeWithoutPrintingPasswords(String property, String explanation) {
        runner.withPropertyValues("tidemark.access." + property).run(context -> {
            assertThat(context).hasFailed();
            assertThat(explain(context)).contains(explanation).doesNotContain("geheim").doesNotContain("$2a$10$abc");
        });
    }

    @Test
    void refusesTheSameNameTwiceWhateverItsCase() {
        runner.withPropertyValues("tidemark.access.users[1].name=Mei", "tidemark.access.users[1].password={noop}x",
                "tidemark.access.users[1].grants[0].role=viewer")
                .run(context -> assertThat(explain(context)).contains("names 'Mei' twice"));
    }

    @Test
    void refusesAUserWithoutGrants() {
        runner.withPropertyValues("tidemark.access.users[1].name=li", "tidemark.access.users[1].password={noop}geheim")
                .run(context -> assertThat(explain(context)).contains("user 'li' needs at least one grant")
                        .doesNotContain("geheim"));
    }

    @Test
    void neverPrintsAPassword() {
        runner.run(context -> assertThat(context.getBean(AccessProperties.class).toString()).contains("mei")
                .doesNotContain("$2a$10$abc"));
    }

    private static String explain(AssertableApplicationContext context) {
        Throwable failure = Objects.requireNonNull(context.getStartupFailure());
        FailureAnalysis analysis = Objects.requireNonNull(new AccessFailureAnalyzer().analyze(failure));
        return analysis.getDescription();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessProperties.class)
    @Import(AccessPropertyCheck.class)
    static class OnlyAccess {
    }
}
