package io.github.ms100.cacheasmulti.docs;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;

/** Applications with Redis caches that read the YAML of a document. No server is asked. */
final class YamlApplications {

    private YamlApplications() {}

    /** Returns an application with the properties of a YAML block. */
    static ApplicationContextRunner with(CodeBlock block) {
        PropertySource<?> yaml = load(block);
        return BootApplications.withCachesAndConnections()
                .withPropertyValues("spring.cache.type=redis")
                .withUserConfiguration(Application.class)
                .withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(yaml));
    }

    /** Returns what is set for a cache. */
    static RedisCacheConfiguration configuration(RedisCacheManager manager, String name) {
        return ((RedisCache) manager.getCache(name)).getCacheConfiguration();
    }

    /** Returns how long the entries of a cache live. */
    static Duration timeToLive(RedisCacheManager manager, String name) {
        return configuration(manager, name).getTtlFunction().getTimeToLive("key", "value");
    }

    private static PropertySource<?> load(CodeBlock block) {
        byte[] bytes = block.text().getBytes(StandardCharsets.UTF_8);
        try {
            return new YamlPropertySourceLoader()
                    .load(block.toString(), new ByteArrayResource(bytes))
                    .get(0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Configuration
    @EnableCaching
    static class Application {}
}
