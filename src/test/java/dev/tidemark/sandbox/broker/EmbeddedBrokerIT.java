package dev.tidemark.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    Path folder;

    @Test
    void answersAKafkaClientAndLeavesNothingBehindWhenItCloses() throws Exception {
        Set<String> before = threads();
        try (EmbeddedBroker broker = EmbeddedBroker.start(InetAddress.getLoopbackAddress(), 0, folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            assertThat(folder).isNotEmptyDirectory();
        }

        assertThat(folder).isEmptyDirectory();
        Awaitility.await().untilAsserted(() -> {
            Set<String> left = new HashSet<>(threads());
            left.removeAll(before);
            assertThat(left).isEmpty();
        });
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                    () -> EmbeddedBroker.start(InetAddress.getLoopbackAddress(), taken.getLocalPort(), folder))
                    .isInstanceOfSatisfying(BrokerPortInUse.class,
                            busy -> assertThat(busy.port()).isEqualTo(taken.getLocalPort()));
            assertThat(folder).isEmptyDirectory();
        }
    }

    // Left out: the test runner's threads, and two that Kafka's metrics library keeps for the whole process.
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> Stream.of("surefire", "ForkJoin", "junit", "awaitility", "metrics-meter-tick")
                        .noneMatch(name::startsWith))
                .collect(Collectors.toSet());
    }
}
