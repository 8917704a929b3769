package io.github.ms100.cacheasmulti.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Adds what needs the classes of a library, where they are on the class path. */
final class ClassPathSelector implements ImportSelector, BeanClassLoaderAware {

    private @Nullable ClassLoader classLoader;

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        List<String> imports = new ArrayList<>();
        if (isPresent("org.springframework.data.redis.cache.RedisCache")) {
            imports.add(RedisStoreConfiguration.class.getName());
        }
        // The condition under which Spring itself reads the JSR-107 annotations.
        if (isPresent("javax.cache.Cache")
                && isPresent("org.springframework.cache.jcache.config.ProxyJCacheConfiguration")) {
            imports.add(JCacheFrontEndConfiguration.class.getName());
        }
        if (isPresent("jakarta.validation.Constraint")) {
            imports.add(ValidationOrderConfiguration.class.getName());
        }
        return imports.toArray(String[]::new);
    }

    private boolean isPresent(String className) {
        return ClassUtils.isPresent(className, classLoader);
    }
}
