package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testing.FreePorts;
import dev.tidemark.testing.TestTidemark;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

/** What an operator reads who started Tidemark wrongly: one message that says what to do, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailuresIT {
    private final List<String> arguments = new ArrayList<>();
    private ClassLoader loader = StartFailuresIT.class.getClassLoader();

    @Test
    void namesBothChoicesWhenThereIsNothingToWatch(CapturedOutput output) {
        fails();

        assertThat(output).contains("nothing to watch", "tidemark.ckafka.accounts[0].name", "TENCENTCLOUD_SECRET_ID",
                "java -jar tidemark-sandbox.jar").doesNotContain("\tat ");
    }

    @Test
    void namesTheJarOfTheSandboxWhereThereIsNone(CapturedOutput output) {
        loader = new FilteredClassLoader("dev.tidemark.sandbox");

        fails("spring.profiles.active=sandbox");

        assertThat(output).contains("this jar contains no sandbox", "java -jar tidemark-sandbox.jar")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"secret-id=AKIDreal", "secret-key=very-secret"})
    void refusesHalfOfAPairOfKeysAndDoesNotPrintIt(String half, CapturedOutput output) {
        fails("tidemark.ckafka.accounts[0].name=prod", "tidemark.ckafka.accounts[0].regions=ap-shanghai",
                "tidemark.ckafka.accounts[0].credentials." + half);

        assertThat(output).contains("Account 'prod'").doesNotContain("AKIDreal", "very-secret", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "tidemark.ckafka.timeouts.cal=5s, tidemark.ckafka.timeouts.cal",
        "tidemark.ckafka.accounts[0].region=ap-shanghai, region",
        "tidemark.sandbox.emulatorport2=1, emulatorport2",
        "tidemark.access.metrics-opened=true, metrics-opened",
        "tidemark.resets.rules[0].aprovals=0, aprovals", "tidemark.lag.intervall=5s, intervall",
        "tidemark.history.raw=5h, raw", "tidemark.alerts.receivers[0].adress=http://x, adress",
        "tidemark.audit.keys=x, keys",
        "tidemark.ckafka.accounts[0].credentials.source=environnement, environnement"})
    void namesATypoInTheConfiguration(String argument, String named, CapturedOutput output) {
        fails("spring.profiles.active=sandbox", argument);

        assertThat(output).contains(named).doesNotContain("\tat ");
    }

    @Test
    void doesNotRunTheSandboxBesideRealCredentials(CapturedOutput output) {
        fails("spring.profiles.active=sandbox", "tidemark.ckafka.accounts[0].name=prod",
                "tidemark.ckafka.accounts[0].regions=ap-shanghai",
                "tidemark.ckafka.accounts[0].credentials.secret-id=AKIDreal",
                "tidemark.ckafka.accounts[0].credentials.secret-key=very-secret");

        assertThat(output).contains("real credentials are configured in tidemark.ckafka.accounts[0]")
                .doesNotContain("AKIDreal", "very-secret", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"tidemark.sandbox.emulator-port", "tidemark.sandbox.kafka-port", "server.port"})
    void namesThePropertyOfABusyPort(String property, CapturedOutput output) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails("spring.profiles.active=sandbox", "tidemark.sandbox.traffic=false", "server.port=0",
                    "tidemark.sandbox.emulator-port=0", "tidemark.sandbox.kafka-port=" + FreePorts.pair(),
                    property + "=" + taken.getLocalPort());

            assertThat(output).contains(Integer.toString(taken.getLocalPort()), property).doesNotContain("\tat ");
        }
    }

    private void fails(String... more) {
        arguments.addAll(Stream.of(more).map(argument -> "--" + argument).toList());
        arguments.add("--spring.datasource.url=" + TestTidemark.DATABASE);
        assertThatThrownBy(() -> new SpringApplicationBuilder(TidemarkApplication.class)
                .resourceLoader(new DefaultResourceLoader(loader)).properties("spring.jmx.enabled=false")
                .run(arguments.toArray(String[]::new)).close());
    }
}
