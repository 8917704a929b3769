package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.interceptor.internal.BatchCacheInterceptor;
import io.github.ms100.cacheasmulti.cache.interceptor.internal.BatchCacheOperationSource;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.ProxyCachingConfiguration;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.core.type.MethodMetadata;

/**
 * Puts the library's operation source and interceptor in the place of Spring's, by changing their definitions: names,
 * order and all that is injected elsewhere stay as they are. Definitions of the user's own are left alone. Running
 * twice changes nothing more.
 */
final class CachingDefinitionPostProcessor implements BeanDefinitionRegistryPostProcessor {

    private static final String FACTORY = ProxyCachingConfiguration.class.getName();

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String name : registry.getBeanDefinitionNames()) {
            if (registry.getBeanDefinition(name) instanceof AbstractBeanDefinition definition) {
                replace(definition);
            }
        }
    }

    private static void replace(AbstractBeanDefinition definition) {
        if (isFactoryMethod(definition, "cacheOperationSource")) {
            define(definition, BatchCacheOperationSource.class);
            // As ProxyCachingConfiguration: annotations on protected and package-private methods count.
            definition.getConstructorArgumentValues().addIndexedArgumentValue(0, false);
        } else if (isFactoryMethod(definition, "cacheInterceptor")) {
            define(definition, BatchCacheInterceptor.class);
            definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        } else if (isPlain(definition, AnnotationCacheOperationSource.class)) {
            definition.setBeanClass(BatchCacheOperationSource.class);
        } else if (isPlain(definition, CacheInterceptor.class)) {
            definition.setBeanClass(BatchCacheInterceptor.class);
        }
    }

    private static void define(AbstractBeanDefinition definition, Class<?> beanClass) {
        definition.setFactoryBeanName(null);
        definition.setFactoryMethodName(null);
        definition.setBeanClass(beanClass);
    }

    // By declaring class, because the name of the configuration's bean is up to the BeanNameGenerator.
    private static boolean isFactoryMethod(BeanDefinition definition, String name) {
        MethodMetadata method =
                (definition instanceof AnnotatedBeanDefinition annotated) ? annotated.getFactoryMethodMetadata() : null;
        return method != null
                && FACTORY.equals(method.getDeclaringClassName())
                && name.equals(definition.getFactoryMethodName());
    }

    /** Whether it is what {@code <cache:annotation-driven>} registers, under a generated name. */
    private static boolean isPlain(BeanDefinition definition, Class<?> beanClass) {
        return definition.getRole() == BeanDefinition.ROLE_INFRASTRUCTURE
                && definition.getFactoryMethodName() == null
                && beanClass.getName().equals(definition.getBeanClassName());
    }
}
