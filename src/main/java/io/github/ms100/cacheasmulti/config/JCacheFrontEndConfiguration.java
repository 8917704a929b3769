package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.config.FrontEnd.Replacement;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheOperationSource;
import io.github.ms100.cacheasmulti.internal.jcache.JCacheUserConfiguration;
import java.lang.reflect.Method;
import java.util.Set;
import javax.cache.annotation.CacheRemoveAll;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.jcache.config.AbstractJCacheConfiguration;
import org.springframework.cache.jcache.config.ProxyJCacheConfiguration;
import org.springframework.cache.jcache.interceptor.DefaultJCacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Batches for the JSR-107 annotations. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class JCacheFrontEndConfiguration {

    private static final FrontEnd<JCacheInterceptor> JCACHE = new FrontEnd<>(
            Set.of(AbstractJCacheConfiguration.class.getName(), ProxyJCacheConfiguration.class.getName()),
            new Replacement<>(DefaultJCacheOperationSource.class, BatchJCacheOperationSource.class),
            CachingDefinitionPostProcessor::autowire,
            new Replacement<>(JCacheInterceptor.class, BatchJCacheInterceptor.class),
            JCacheFrontEndConfiguration::findsOperation);

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachingDefinitionPostProcessor cacheAsMultiJCacheDefinitionPostProcessor() {
        return new CachingDefinitionPostProcessor(JCACHE);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static JCacheUserConfiguration cacheAsMultiJCacheUserConfiguration() {
        return new JCacheUserConfiguration();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchMethodGuard<JCacheInterceptor> cacheAsMultiJCacheBatchMethodGuard(
            ConfigurableListableBeanFactory beanFactory) {
        return new BatchMethodGuard<>(beanFactory, JCACHE);
    }

    private static boolean findsOperation(JCacheInterceptor interceptor, Method method, Class<?> targetClass) {
        JCacheOperation<?> operation = interceptor.getCacheOperationSource().getCacheOperation(method, targetClass);
        return operation != null && !(operation.getCacheAnnotation() instanceof CacheRemoveAll);
    }
}
