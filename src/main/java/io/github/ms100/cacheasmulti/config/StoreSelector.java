package io.github.ms100.cacheasmulti.config;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Adds what a store needs from the application context, where the store is on the class path. */
final class StoreSelector implements ImportSelector, BeanClassLoaderAware {

    private @Nullable ClassLoader classLoader;

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return ClassUtils.isPresent("org.springframework.data.redis.cache.RedisCache", classLoader)
                ? new String[] {RedisStoreConfiguration.class.getName()}
                : new String[0];
    }
}
