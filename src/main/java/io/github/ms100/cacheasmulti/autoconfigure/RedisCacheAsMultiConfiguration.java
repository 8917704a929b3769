package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;

/** The properties for Redis caches. Customizers of the user's own come later and win. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisCacheManager.class)
@EnableConfigurationProperties({CacheAsMultiRedisProperties.class, FormerRedisProperties.class})
class RedisCacheAsMultiConfiguration {

    private static final String BOOT_4_CUSTOMIZER =
            "org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer";

    private static final String BOOT_3_CUSTOMIZER =
            "org.springframework.boot.autoconfigure.cache.RedisCacheManagerBuilderCustomizer";

    @Bean
    @ConditionalOnMissingBean
    RedisCacheCustomizer cacheAsMultiRedisCacheCustomizer(
            CacheAsMultiProperties general,
            CacheAsMultiRedisProperties properties,
            FormerRedisProperties former,
            BeanFactory beanFactory,
            ResourceLoader resourceLoader) {
        boolean asJson = former.serializesToJson(properties);
        return properties.customizer(
                former.timesToLive(general), asJson ? json(properties, beanFactory, resourceLoader) : null);
    }

    @Bean
    @ConditionalOnMissingBean
    RedisMaxBatchSize cacheAsMultiRedisMaxBatchSize(CacheAsMultiRedisProperties properties) {
        return properties.batchSize();
    }

    private static RedisSerializer<Object> json(
            CacheAsMultiRedisProperties properties, BeanFactory beanFactory, ResourceLoader resourceLoader) {
        Set<String> allowed = new LinkedHashSet<>();
        if (AutoConfigurationPackages.has(beanFactory)) {
            allowed.addAll(AutoConfigurationPackages.get(beanFactory));
        }
        // An application in the unnamed package would allow everything.
        allowed.remove("");
        allowed.addAll(properties.jsonAllowedPackages());
        ClassLoader classLoader = resourceLoader.getClassLoader();
        try {
            return JsonRedisSerializer.create(
                    allowed,
                    classLoader != null ? classLoader : RedisCacheAsMultiConfiguration.class.getClassLoader(),
                    properties.jsonHiddenState());
        } catch (IllegalArgumentException ex) {
            throw InvalidJsonSettingsException.allowedPackages(ex);
        } catch (IllegalStateException ex) {
            throw InvalidJsonSettingsException.noJackson(ex);
        }
    }

    /** Puts the same writer in the place of Spring Boot's own, which nobody has changed yet, but one that can be asked. */
    private static void countBatches(
            RedisCacheManagerBuilder builder, ObjectProvider<RedisConnectionFactory> connectionFactory) {
        connectionFactory.ifUnique(factory -> builder.cacheWriter(
                CountingRedisCacheWriter.create(factory, RedisCacheWriter::nonLockingRedisCacheWriter)));
    }

    /**
     * Puts the same serializer of keys in the place of Spring Boot's own, but one that is known: unless the application says
     * what its keys are.
     */
    private static void nameKeys(
            RedisCacheManagerBuilder builder, ObjectProvider<RedisCacheConfiguration> configuration) {
        if (configuration.stream().findAny().isEmpty()) {
            builder.cacheDefaults(builder.cacheDefaults().serializeKeysWith(LocalLevel.textKeys()));
            for (String name : Set.copyOf(builder.getConfiguredCaches())) {
                builder.getCacheConfigurationFor(name)
                        .ifPresent(known ->
                                builder.withCacheConfiguration(name, known.serializeKeysWith(LocalLevel.textKeys())));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = BOOT_4_CUSTOMIZER)
    static class Boot4 {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RedisCacheManagerBuilderCustomizer cacheAsMultiRedisCacheManagerBuilderCustomizer(
                RedisCacheCustomizer customizer,
                CacheAsMultiRedisProperties properties,
                ObjectProvider<RedisConnectionFactory> redisConnectionFactory,
                ObjectProvider<RedisCacheConfiguration> configuration) {
            return builder -> {
                countBatches(builder, redisConnectionFactory);
                nameKeys(builder, configuration);
                properties.customize(builder, customizer);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = BOOT_3_CUSTOMIZER)
    @ConditionalOnMissingClass(BOOT_4_CUSTOMIZER)
    static class Boot3 {

        @Bean
        static FactoryBean<?> cacheAsMultiRedisCacheManagerBuilderCustomizer(
                ObjectProvider<RedisCacheCustomizer> customizer,
                ObjectProvider<CacheAsMultiRedisProperties> properties,
                ObjectProvider<RedisConnectionFactory> redisConnectionFactory,
                ObjectProvider<RedisCacheConfiguration> configuration,
                ResourceLoader resourceLoader) {
            return new BuilderCustomizerFactoryBean(
                    ClassUtils.resolveClassName(BOOT_3_CUSTOMIZER, resourceLoader.getClassLoader()), builder -> {
                        countBatches(builder, redisConnectionFactory);
                        nameKeys(builder, configuration);
                        properties.getObject().customize(builder, customizer.getObject());
                    });
        }
    }

    /**
     * Makes a bean of Spring Boot 3's customizer interface, which the library cannot name: it is compiled against Spring
     * Boot 4, where the interface has moved.
     */
    static final class BuilderCustomizerFactoryBean implements FactoryBean<Object> {

        private final Class<?> customizerType;

        private final Consumer<RedisCacheManagerBuilder> customizer;

        BuilderCustomizerFactoryBean(Class<?> customizerType, Consumer<RedisCacheManagerBuilder> customizer) {
            this.customizerType = customizerType;
            this.customizer = customizer;
        }

        @Override
        public Class<?> getObjectType() {
            return customizerType;
        }

        @Override
        public Object getObject() {
            return Proxy.newProxyInstance(
                    customizerType.getClassLoader(), new Class<?>[] {customizerType, Ordered.class}, this::invoke);
        }

        private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            if (arguments != null && arguments[0] instanceof RedisCacheManagerBuilder builder) {
                customizer.accept(builder);
                return null;
            }
            return switch (method.getName()) {
                case "getOrder" -> Ordered.HIGHEST_PRECEDENCE;
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                case "toString" -> "Redis cache customizer of cache-as-multi";
                default -> throw new UnsupportedOperationException(method.toString());
            };
        }

        /** Tells a native image of the proxy. */
        static final class Hints implements RuntimeHintsRegistrar {

            @Override
            public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
                String customizer = BOOT_3_CUSTOMIZER;
                if (ClassUtils.isPresent(customizer, classLoader)) {
                    hints.proxies()
                            .registerJdkProxy(ClassUtils.resolveClassName(customizer, classLoader), Ordered.class);
                }
            }
        }
    }
}
