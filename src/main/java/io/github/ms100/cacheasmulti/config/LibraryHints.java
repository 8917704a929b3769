package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.data.redis.cache.RedisCacheWriter;

/**
 * Tells a native image what the library itself needs of reflection, whatever the application's methods: what expressions
 * see, the annotation as a composed one yields it, and the classes by which optional libraries are recognized.
 */
final class LibraryHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        ReflectionHints reflection = hints.reflection();
        reflection.registerType(ExpressionRoot.class, MemberCategory.INVOKE_PUBLIC_METHODS);
        reflection.registerType(CacheAsMulti.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.proxies().registerJdkProxy(CacheAsMulti.class);
        for (OptionalLibrary library : OptionalLibrary.values()) {
            library.classNames().forEach(name -> reflection.registerTypeIfPresent(classLoader, name));
        }
        OptionalLibrary.JACKSON_2_JDK8
                .classNames()
                .forEach(name ->
                        reflection.registerTypeIfPresent(classLoader, name, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
        if (OptionalLibrary.REDIS.isPresent(classLoader)) {
            reflection.registerType(
                    RedisCacheWriter.class,
                    writer -> writer.withMethod(
                            "execute", List.of(TypeReference.of(Function.class)), ExecutableMode.INVOKE));
        }
    }
}
