package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A5 in a thread that must not block, by BlockHound's finding")
class BlockHoundTests {

    @Test
    @DisplayName("no call waits, on the heap, on Redis, and with local copies in front of it")
    void noCallBlocks(@TempDir Path directory) throws Exception {
        Path found = directory.resolve("found");
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+AllowRedefinitionToAddDeleteMethods",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NonBlockingProcess.class.getName(),
                        found.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put("CACHE_AS_MULTI_REDIS_URL", "redis://%s:%d".formatted(TestRedis.host(), TestRedis.port()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
            TestRedis.deleteEverything();
        }

        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        Map<Boolean, List<String>> onPurpose = Files.readAllLines(found).stream()
                .collect(Collectors.partitioningBy(place -> place.contains("NonBlockingProcess.block(")));
        assertThat(onPurpose.get(true)).isNotEmpty();
        assertThat(onPurpose.get(false)).isEmpty();
    }
}
