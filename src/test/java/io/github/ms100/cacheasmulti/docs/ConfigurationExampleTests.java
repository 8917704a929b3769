package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.YamlApplications.configuration;
import static io.github.ms100.cacheasmulti.docs.YamlApplications.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.stereotype.Component;

/** The examples of the chapter on configuration; the YAML is read as an application would. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationExampleTests {

    @Test
    void yamlSaysWhatTheTextSays() {
        List<CodeBlock> blocks = ProjectFiles.codeBlocks("docs/en/configuration.md", "yaml");
        assertThat(blocks).hasSize(1);

        YamlApplications.with(blocks.get(0)).run(context -> {
            RedisCacheManager manager = context.getBean(RedisCacheManager.class);

            assertThat(timeToLive(manager, "cars")).isEqualTo(Duration.ofMinutes(10));
            assertThat(timeToLive(manager, "prices")).isEqualTo(Duration.ofMillis(1500));
            assertThat(timeToLive(manager, "orders.open")).isEqualTo(Duration.ofDays(1));
            assertThat(timeToLive(manager, "other")).isEqualTo(Duration.ofHours(1));
            assertThat(context.getBean(RedisMaxBatchSize.class).keys()).isEqualTo(500);
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> configuration(manager, "other")
                            .getValueSerializationPair()
                            .write(CarTable.MINI))
                    .withMessageContainingAll(Car.class.getName(), "[com.example.shared]");
        });
    }

    @Test
    void listenerIsToldOfLoads(CapturedOutput output) {
        try (CachingContext caching =
                CachingContext.of(LoadLog.class, ReadmeExampleTests.After.class, CarTable.class)) {
            caching.bean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L, 9L));
            caching.bean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L, 9L));

            assertThat(output).containsOnlyOnce("findByIds loaded 2 of 3 elements in ");
        }
    }

    @Component
    static class LoadLog implements BatchListener {

        private static final Log logger = LogFactory.getLog(LoadLog.class);

        @Override
        public void onLoad(Load load) {
            logger.info("%s loaded %d of %d elements in %d ms"
                    .formatted(
                            load.method().getName(),
                            load.found(),
                            load.elements(),
                            load.time().toMillis()));
        }
    }
}
