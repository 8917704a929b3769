package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiProperties.Local;
import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiProperties.LocalOfCache;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.PriorityOrdered;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Local levels in front of Redis, as the properties of each cache say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisCacheManager.class)
class LocalLevelConfiguration {

    private static final String LEVEL = "cacheAsMultiLocalLevel";

    @Bean(LEVEL)
    @Lazy
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LocalLevel cacheAsMultiLocalLevel(
            CacheAsMultiProperties properties,
            RedisConnectionFactory connectionFactory,
            ListableBeanFactory beans,
            ObjectProvider<RedisMaxBatchSize> maxBatchSize,
            Application application) {
        Local local = properties.local();
        LocalLevel.Builder builder = LocalLevel.on(connectionFactory)
                .channel(local.channel())
                .checkInterval(local.checkInterval())
                .maxUnvalidated(local.maxUnvalidated())
                .maxBatchSize(maxBatchSize.getIfAvailable(() -> RedisMaxBatchSize.DEFAULT))
                .listener(application::listener);
        if (beans.getBeanNamesForType(RedisConnectionFactory.class, true, false).length > 1) {
            builder.amongSeveral();
        }
        properties.caches().forEach((name, cache) -> {
            if (cache.local() != null) {
                add(builder, name, cache.local());
            }
        });
        return builder.build();
    }

    private static void add(LocalLevel.Builder builder, String name, LocalOfCache local) {
        String property = "%s.caches.%s.local.".formatted(CacheAsMultiProperties.PREFIX, name);
        Long size = local.maximumSize();
        Duration life = local.timeToLive();
        if (size == null || size < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    property + "maximum-size",
                    size,
                    "must be set for a local level, to 1 or more: how many copies are kept at most, such as 10000");
        }
        if (life == null || life.toMillis() < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    property + "time-to-live",
                    life,
                    "must be set for a local level, to a millisecond or more: how long a copy lives at most, such as 1m");
        }
        builder.cache(name, cache -> cache.maximumSize(size).timeToLive(life).copies(local.copies()));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Application cacheAsMultiLocalLevelApplication(
            ObjectProvider<CacheAsMultiProperties> properties,
            ObjectProvider<LocalLevel> level,
            ObjectProvider<BatchEngine> engine) {
        return new Application(properties, level, engine);
    }

    /** Applies the local level to the application's managers, as they are made and before anything wraps them. */
    static final class Application
            implements BeanPostProcessor,
                    PriorityOrdered,
                    SmartInitializingSingleton,
                    ApplicationListener<ContextClosedEvent>,
                    ApplicationContextAware {

        private final ObjectProvider<CacheAsMultiProperties> properties;

        private final ObjectProvider<LocalLevel> level;

        private final ObjectProvider<BatchEngine> engine;

        private boolean applied;

        /** Nobody before all singletons are there: threads of the library ask the application for no beans. */
        private volatile BatchListener listener = BatchListener.NO_OP;

        private @Nullable ApplicationContext context;

        Application(
                ObjectProvider<CacheAsMultiProperties> properties,
                ObjectProvider<LocalLevel> level,
                ObjectProvider<BatchEngine> engine) {
            this.properties = properties;
            this.level = level;
            this.engine = engine;
        }

        @Override
        public void setApplicationContext(ApplicationContext applicationContext) {
            this.context = applicationContext;
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Object postProcessBeforeInitialization(Object bean, String beanName) {
            if (!(bean instanceof RedisCacheManager manager)
                    || properties.getObject().localLevels().isEmpty()) {
                return bean;
            }
            refuseOwnLevel();
            applied = true;
            return level.getObject().apply(manager);
        }

        private void refuseOwnLevel() {
            if (context != null && !context.containsBean(LEVEL)) {
                throw new CacheRefusedException(
                        "%s.caches.*.local is set, and there is a LocalLevel of your own, which knows nothing of that: %s"
                                .formatted(
                                        CacheAsMultiProperties.PREFIX,
                                        String.join(", ", context.getBeanNamesForType(LocalLevel.class, true, false))),
                        "Remove the properties or the bean.");
            }
        }

        /** Returns who listens. */
        BatchListener listener() {
            return listener;
        }

        @Override
        public void afterSingletonsInstantiated() {
            if (applied) {
                BatchEngine found = engine.getIfAvailable();
                listener = (found == null) ? BatchListener.NO_OP : found.listener();
                level.getObject().check();
            } else if (!properties.getObject().localLevels().isEmpty()) {
                refuseOtherManagers();
            }
        }

        /** A manager of Redis that is made later is looked at by nobody, and one that caches nothing is no mistake. */
        private void refuseOtherManagers() {
            if (context == null || context.getBeanNamesForType(RedisCacheManager.class, true, false).length > 0) {
                return;
            }
            for (String name : context.getBeanNamesForType(CacheManager.class, true, false)) {
                Class<?> type = context.getType(name, false);
                if (type != null && type != NoOpCacheManager.class) {
                    throw new CacheRefusedException(
                            "A local level is set for %s, but the caches are not on Redis: bean '%s' is of type %s"
                                    .formatted(properties.getObject().localLevels(), name, type.getName()),
                            "Remove %s.caches.*.local, or set spring.cache.type=redis."
                                    .formatted(CacheAsMultiProperties.PREFIX));
                }
            }
        }

        /** Before connections are closed. */
        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            if (applied && event.getApplicationContext() == context) {
                level.getObject().close();
            }
        }
    }
}
