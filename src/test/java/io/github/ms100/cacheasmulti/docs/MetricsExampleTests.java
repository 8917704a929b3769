package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.statistics.StatisticsLog;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The examples of the chapter on metrics. */
@ExtendWith(OutputCaptureExtension.class)
class MetricsExampleTests {

    @Test
    void yamlSwitchesTheLogOn() {
        List<CodeBlock> blocks = ProjectFiles.codeBlocks("docs/en/metrics.md", "yaml");
        assertThat(blocks).hasSize(1);

        YamlApplications.with(blocks.get(0))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StatisticsLog.class));
    }

    @Test
    void consumerGetsTheNumbers(CapturedOutput output) {
        ApplicationContextRunner application = BootApplications.withCaches()
                .withUserConfiguration(Numbers.class)
                .withBean(ReadmeExampleTests.After.class)
                .withBean(CarTable.class)
                .withPropertyValues("spring.cache.type=simple", "cache-as-multi.statistics-log.interval=10ms");
        application.run(context -> {
            context.getBean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L));
            context.getBean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L));

            await().until(() -> output.toString().contains("cars: 2 hits"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/en/metrics.md", "docs/zh/metrics.md"})
    void tableHasTheseColumns(String document, CapturedOutput output) {
        List<String> heads = ProjectFiles.codeBlocks(document, "text")
                .get(0)
                .text()
                .lines()
                .filter(line -> line.matches("(method|cache)  .*"))
                .map(MetricsExampleTests::words)
                .toList();
        assertThat(heads).hasSize(2);

        BootApplications.withCaches()
                .withUserConfiguration(Caching.class)
                .withBean(ReadmeExampleTests.After.class)
                .withBean(CarTable.class)
                .withPropertyValues("spring.cache.type=simple", "cache-as-multi.statistics-log.interval=10ms")
                .run(context -> {
                    context.getBean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L));
                    await().untilAsserted(
                                    () -> assertThat(output.toString().lines().map(MetricsExampleTests::words))
                                            .containsAll(heads));
                });
    }

    private static String words(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Numbers {

        private static final Log logger = LogFactory.getLog(Numbers.class);

        @Bean
        Consumer<BatchStatistics> batchStatistics() {
            return statistics -> statistics
                    .interval()
                    .caches()
                    .forEach(cache -> logger.info(cache.name() + ": " + cache.hits() + " hits"));
        }
    }
}
