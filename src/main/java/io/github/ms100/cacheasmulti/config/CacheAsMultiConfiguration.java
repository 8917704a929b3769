package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.config.FrontEnd.Replacement;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.Listeners;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheOperationSource;
import io.github.ms100.cacheasmulti.internal.spring.UserConfiguration;
import io.github.ms100.cacheasmulti.internal.store.CacheDirectory;
import io.github.ms100.cacheasmulti.internal.store.Loops;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import io.github.ms100.cacheasmulti.internal.typed.TypedBatchCaches;
import io.github.ms100.cacheasmulti.support.LoopSettings;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.ProxyCachingConfiguration;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.CollectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes {@code @CacheAsMulti} work in an application that has caching enabled.
 *
 * <p>Spring Boot applications get it by themselves. Others import it beside {@code @EnableCaching}:
 *
 * <pre>{@code
 * @Configuration
 * @EnableCaching
 * @Import(CacheAsMultiConfiguration.class)
 * class CacheConfiguration {}
 * }</pre>
 *
 * @since 2.0.0
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@Import(CacheAsMultiConfiguration.OnClassPath.class)
public class CacheAsMultiConfiguration {

    private static final FrontEnd<CacheInterceptor> SPRING = new FrontEnd<>(
            Set.of(ProxyCachingConfiguration.class.getName()),
            new Replacement<>(AnnotationCacheOperationSource.class, BatchCacheOperationSource.class),
            // As ProxyCachingConfiguration: annotations on protected and package-private methods count.
            source -> source.getConstructorArgumentValues().addIndexedArgumentValue(0, false),
            new Replacement<>(CacheInterceptor.class, BatchCacheInterceptor.class),
            CacheAsMultiConfiguration::findsOperation);

    /** The application's own for asynchronous batches, and the one of Spring Boot. */
    private static final List<String> EXECUTORS = List.of("cacheAsMultiExecutor", "applicationTaskExecutor");

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachingDefinitionPostProcessor cacheAsMultiDefinitionPostProcessor() {
        return new CachingDefinitionPostProcessor(SPRING);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static UserConfiguration cacheAsMultiUserConfiguration() {
        return new UserConfiguration();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static OriginalCacheManagers cacheAsMultiOriginalCacheManagers() {
        return new OriginalCacheManagers();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static EnhancedCacheConversionService enhancedCacheConversionService(
            ObjectProvider<EnhancedCacheConverter<?>> converters,
            ObjectProvider<LoopSettings> loopSettings,
            OriginalCacheManagers originals) {
        List<EnhancedCacheConverter<?>> ordered = new ArrayList<>();
        converters.orderedStream().forEach(ordered::add);
        Loops loops = new Loops(
                SingletonSupplier.of(() -> loopSettings.getIfAvailable(() -> LoopSettings.DEFAULT)), originals);
        return new EnhancedCacheConversionService(new Stores(ordered, loops));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ChangeFeed cacheAsMultiChangeFeed() {
        return StoreIdentities.feed();
    }

    @Bean
    @Lazy
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CacheDirectory cacheAsMultiCacheDirectory(ChangeFeed feed, ListableBeanFactory beanFactory) {
        return new CacheDirectory(
                feed, () -> BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, CacheManager.class));
    }

    @Bean
    @Lazy
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MadeManagers cacheAsMultiMadeManagers(ChangeFeed feed, ListableBeanFactory beanFactory) {
        return new MadeManagers(feed, () -> madeIn(beanFactory));
    }

    private static Map<String, CacheManager> madeIn(ListableBeanFactory beanFactory) {
        Map<String, CacheManager> managers = new LinkedHashMap<>();
        for (String name :
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, CacheManager.class, false, false)) {
            if (isMade(name, beanFactory)) {
                managers.put(name, beanFactory.getBean(name, CacheManager.class));
            }
        }
        return managers;
    }

    private static boolean isMade(String bean, @Nullable BeanFactory beanFactory) {
        if (beanFactory instanceof HierarchicalBeanFactory child && !child.containsLocalBean(bean)) {
            return isMade(bean, child.getParentBeanFactory());
        }
        BeanFactory own = (beanFactory instanceof ApplicationContext context)
                ? context.getAutowireCapableBeanFactory()
                : beanFactory;
        return own instanceof SingletonBeanRegistry registry && registry.containsSingleton(bean);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchEngine cacheAsMultiBatchEngine(
            EnhancedCacheConversionService conversions,
            ChangeFeed feed,
            ObjectProvider<SingleFlightSettings> singleFlight,
            ObjectProvider<BatchListener> listeners,
            CallThreads threads) {
        return new BatchEngine(
                Stores.of(conversions),
                feed,
                Flights.inThisJvm(),
                singleFlight.getIfAvailable(() -> SingleFlightSettings.DEFAULT),
                Listeners.of(listeners.orderedStream().toList()),
                threads);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CallThreads cacheAsMultiCallThreads(BeanFactory beanFactory) {
        return new CallThreads(() -> executor(beanFactory));
    }

    private static @Nullable Executor executor(BeanFactory beanFactory) {
        for (String name : EXECUTORS) {
            if (beanFactory.containsBean(name) && beanFactory.isTypeMatch(name, Executor.class)) {
                return beanFactory.getBean(name, Executor.class);
            }
        }
        return null;
    }

    @Bean
    static BatchCaches cacheAsMultiBatchCaches(
            BatchEngine engine, UserConfiguration configuration, BeanFactory beanFactory) {
        return new TypedBatchCaches(
                () -> configuration.manager(beanFactory),
                engine,
                FailurePolicy.errorHandler(configuration.errorHandler(), () -> beanFactory),
                handler -> FailurePolicy.coolDownOf(handler, beanFactory));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchMethodGuard<CacheInterceptor> cacheAsMultiBatchMethodGuard(
            ConfigurableListableBeanFactory beanFactory) {
        return new BatchMethodGuard<>(beanFactory, SPRING);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchMethodGuard.WeavingWarning cacheAsMultiWeavingWarning(ConfigurableListableBeanFactory beanFactory) {
        return new BatchMethodGuard.WeavingWarning(beanFactory);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static OptionalEntryWarning cacheAsMultiOptionalEntryWarning(ConfigurableListableBeanFactory beanFactory) {
        return new OptionalEntryWarning(beanFactory);
    }

    private static boolean findsOperation(CacheInterceptor interceptor, Method method, Class<?> targetClass) {
        CacheOperationSource source = interceptor.getCacheOperationSource();
        return source != null && !CollectionUtils.isEmpty(source.getCacheOperations(method, targetClass));
    }

    /** Adds what needs the classes of a library, where they are on the class path. */
    static final class OnClassPath implements ImportSelector, BeanClassLoaderAware {

        private @Nullable ClassLoader classLoader;

        @Override
        public void setBeanClassLoader(ClassLoader classLoader) {
            this.classLoader = classLoader;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            List<String> imports = new ArrayList<>();
            if (OptionalLibrary.REDIS.isPresent(classLoader)) {
                imports.add(RedisStoreConfiguration.class.getName());
            }
            if (OptionalLibrary.JCACHE_ANNOTATIONS.isPresent(classLoader)) {
                imports.add(JCacheFrontEndConfiguration.class.getName());
            }
            if (OptionalLibrary.BEAN_VALIDATION.isPresent(classLoader)) {
                imports.add(ValidationOrderWarning.Registration.class.getName());
            }
            return imports.toArray(String[]::new);
        }
    }
}
