package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/** Tells a native image what the endpoint answers, which its operations do not declare, and what the page is made of (O8). */
final class CacheBatchesHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), Reports.class.getDeclaredClasses());
        hints.resources().registerPattern(ClassUtils.classPackageAsResourcePath(Reports.class) + "/ui/*");
    }
}
