package io.github.ms100.cacheasmulti.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.core.Ordered;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.util.ClassUtils;

/**
 * Makes a bean of Spring Boot 3's customizer interface, which the library cannot name: it is compiled against Spring
 * Boot 4, where the interface has moved.
 */
final class BuilderCustomizerFactoryBean implements FactoryBean<Object> {

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
            String customizer = RedisCacheAsMultiConfiguration.BOOT_3_CUSTOMIZER;
            if (ClassUtils.isPresent(customizer, classLoader)) {
                hints.proxies().registerJdkProxy(ClassUtils.resolveClassName(customizer, classLoader), Ordered.class);
            }
        }
    }
}
