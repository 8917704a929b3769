package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.serializer.SerializationException;

/** The YAML of the READMEs, read as an application would. No server is asked. */
class ConfigurationExampleTests {

    private final ApplicationContextRunner application =
            BootApplications.withCachesAndConnections().withUserConfiguration(Application.class);

    @Test
    void yamlSaysWhatTheTextSays() throws IOException {
        List<CodeBlock> blocks = ProjectFiles.codeBlocks("README-EN.md", "yaml");
        assertThat(blocks).hasSize(1);
        PropertySource<?> yaml = load(blocks.get(0));

        application
                .withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(yaml))
                .run(context -> {
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

    private static PropertySource<?> load(CodeBlock block) throws IOException {
        byte[] bytes = block.text().getBytes(StandardCharsets.UTF_8);
        return new YamlPropertySourceLoader()
                .load("README", new ByteArrayResource(bytes))
                .get(0);
    }

    private static RedisCacheConfiguration configuration(RedisCacheManager manager, String name) {
        return ((RedisCache) manager.getCache(name)).getCacheConfiguration();
    }

    private static Duration timeToLive(RedisCacheManager manager, String name) {
        return configuration(manager, name).getTtlFunction().getTimeToLive("key", "value");
    }

    @Configuration
    @EnableCaching
    static class Application {}
}
