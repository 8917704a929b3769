package io.github.ms100.cacheasmulti.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/** Tells a native image of the proxy that {@link BuilderCustomizerFactoryBean} makes on Spring Boot 3. */
final class BuilderCustomizerHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        String customizer = RedisCacheAsMultiConfiguration.BOOT_3_CUSTOMIZER;
        if (ClassUtils.isPresent(customizer, classLoader)) {
            hints.proxies().registerJdkProxy(ClassUtils.resolveClassName(customizer, classLoader), Ordered.class);
        }
    }
}
