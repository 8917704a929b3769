package io.github.ms100.cacheasmulti.cache.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.HidingClassLoader;
import io.github.ms100.cacheasmulti.internal.store.StoreConverter;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversion where an optional library is not on the class path. */
@Tag("slow")
class MissingLibraryTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.github.benmanes.caffeine.",
                "org.springframework.cache.caffeine.,org.springframework.cache.transaction.",
                "org.springframework.transaction.",
                "org.springframework.data.",
                "javax.cache.",
                "org.springframework.cache.jcache.",
                "javax.cache.,com.github.benmanes.,org.springframework.transaction.,org.springframework.data.,io.lettuce.,redis."
            })
    void cachesOfOtherStoresAreConverted(String hiddenPackages) throws Exception {
        try (HidingClassLoader classLoader = new HidingClassLoader(List.of(hiddenPackages.split(",")))) {
            Object converted = convertIn(classLoader, "org.springframework.cache.concurrent.ConcurrentMapCacheManager");

            assertThat(converted).asString().startsWith("ConcurrentMapView");
        }
    }

    @Test
    void caffeineNeedsNoTransactions() throws Exception {
        try (HidingClassLoader classLoader = new HidingClassLoader(List.of("org.springframework.transaction."))) {
            Object converted = convertIn(classLoader, "org.springframework.cache.caffeine.CaffeineCacheManager");

            assertThat(converted).asString().startsWith("CaffeineView");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javax.cache.", "org.springframework.cache.jcache."})
    void caffeineNeedsNoJCache(String hiddenPackage) throws Exception {
        try (HidingClassLoader classLoader = new HidingClassLoader(List.of(hiddenPackage))) {
            Object converted = convertIn(classLoader, "org.springframework.cache.caffeine.CaffeineCacheManager");

            assertThat(converted).asString().startsWith("CaffeineView");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "javax.cache., OfJCache",
        "org.springframework.cache.jcache., OfJCache",
        "com.github.benmanes.caffeine., OfCaffeine",
        "org.springframework.cache.caffeine., OfCaffeine",
        "org.springframework.transaction., OfTransactionAware"
    })
    void storeThatIsNotThereHasNoConverter(String hiddenPackage, String converter) throws Exception {
        try (HidingClassLoader classLoader = new HidingClassLoader(List.of(hiddenPackage))) {
            assertThat(convertersIn(classLoader)).isNotEmpty().doesNotContain(converter);
        }
        try (HidingClassLoader classLoader = new HidingClassLoader(List.of())) {
            assertThat(convertersIn(classLoader)).contains(converter);
        }
    }

    private static List<String> convertersIn(ClassLoader classLoader) throws Exception {
        List<?> converters = (List<?>) classLoader
                .loadClass(StoreConverter.class.getName())
                .getMethod("onClassPath", Function.class)
                .invoke(null, Function.identity());
        return converters.stream()
                .map(converter -> converter.getClass().getSimpleName())
                .toList();
    }

    @Test
    void jcacheNeedsNoOtherLibrary() throws Exception {
        List<String> hidden = List.of("com.github.benmanes.", "org.springframework.transaction.");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (HidingClassLoader classLoader = new HidingClassLoader(hidden)) {
            // Ehcache looks for its services there.
            Thread.currentThread().setContextClassLoader(classLoader);
            Object converted = useInBatches(classLoader, jcacheIn(classLoader));

            assertThat(converted).asString().startsWith("JCacheView");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Object jcacheIn(ClassLoader classLoader) throws Exception {
        Class<?> providerType = classLoader.loadClass("javax.cache.spi.CachingProvider");
        Class<?> managerType = classLoader.loadClass("javax.cache.CacheManager");
        Class<?> settingsType = classLoader.loadClass("javax.cache.configuration.Configuration");
        Object provider = create(classLoader, "org.ehcache.jsr107.EhcacheCachingProvider");
        Object manager = providerType
                .getMethod("getCacheManager", URI.class, ClassLoader.class)
                .invoke(provider, null, classLoader);
        Object settings = create(classLoader, "javax.cache.configuration.MutableConfiguration");
        settings.getClass().getMethod("setStoreByValue", boolean.class).invoke(settings, false);
        Object created =
                managerType.getMethod("createCache", String.class, settingsType).invoke(manager, "cars", settings);
        return classLoader
                .loadClass("org.springframework.cache.jcache.JCacheCache")
                .getConstructor(classLoader.loadClass("javax.cache.Cache"))
                .newInstance(created);
    }

    private static Object create(ClassLoader classLoader, String className) throws Exception {
        return classLoader.loadClass(className).getConstructor().newInstance();
    }

    private static Object convertIn(ClassLoader classLoader, String managerClass) throws Exception {
        Class<?> managerType = classLoader.loadClass(managerClass);
        Object manager = managerType.getConstructor(String[].class).newInstance((Object) new String[] {"cars"});
        Object cache = managerType.getMethod("getCache", String.class).invoke(manager, "cars");
        return useInBatches(classLoader, cache);
    }

    /** Converts the given cache, puts one entry and reads it, all with the classes of the loader. */
    private static Object useInBatches(ClassLoader classLoader, Object cache) throws Exception {
        Class<?> serviceClass = classLoader.loadClass(EnhancedCacheConversionService.class.getName());
        assertThat(serviceClass).isNotEqualTo(EnhancedCacheConversionService.class);
        Object service = serviceClass.getConstructor(Collection.class).newInstance(List.of());
        Class<?> cacheType = classLoader.loadClass("org.springframework.cache.Cache");

        Object converted = serviceClass.getMethod("convert", cacheType).invoke(service, cache);

        Class<?> spi = classLoader.loadClass("io.github.ms100.cacheasmulti.cache.EnhancedCache");
        spi.getMethod("multiPut", Map.class).invoke(converted, Map.of(1, "a"));
        Map<?, ?> hits = (Map<?, ?>) spi.getMethod("multiGet", Collection.class).invoke(converted, List.of(1, 2));
        assertThat(Set.copyOf(hits.keySet())).isEqualTo(Set.of(1));
        return converted;
    }
}
