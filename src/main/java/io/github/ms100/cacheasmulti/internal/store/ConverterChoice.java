package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.CacheViews;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;

/** Finds the converter of a cache: the user's before the library's, the more specific before the more general (B3). */
final class ConverterChoice {

    /** The name that users know from the settings of their logs. */
    private static final Log logger = LogFactory.getLog(EnhancedCacheConversionService.class);

    private final List<TypedConverter<?>> converters;

    private final List<StoreConverter<?>> stores;

    private final Remembered<String, Boolean> warned = new Remembered<>();

    private ConverterChoice(Collection<EnhancedCacheConverter<?>> converters) {
        List<EnhancedCacheConverter<?>> users = new ArrayList<>();
        List<StoreConverter<?>> known = new ArrayList<>(StoreConverter.onClassPath(this::quietForm));
        for (EnhancedCacheConverter<?> converter : converters) {
            if (converter instanceof StoreConverter<?> store) {
                known.add(store);
            } else {
                users.add(converter);
            }
        }
        this.converters = TypedConverter.mostSpecificFirst(users);
        this.stores = List.copyOf(known);
    }

    private EnhancedCache convert(Cache cache) {
        EnhancedCache own = usersForm(cache);
        return (own != null) ? own : new AnnouncingEnhancedCache(cache, libraryForm(cache));
    }

    private EnhancedCache quietForm(Cache cache) {
        EnhancedCache own = usersForm(cache);
        return (own != null) ? own : libraryForm(cache);
    }

    private @Nullable EnhancedCache usersForm(Cache cache) {
        if (cache instanceof EnhancedCache enhanced) {
            return enhanced;
        }
        for (TypedConverter<?> converter : converters) {
            if (converter.takes(cache)) {
                return converter.convert(cache);
            }
        }
        return null;
    }

    private EnhancedCache libraryForm(Cache cache) {
        for (StoreConverter<?> store : stores) {
            if (store.takes(cache)) {
                return store.convertTaken(cache);
            }
        }
        warnOnce(cache);
        return new LoopingEnhancedCache(cache);
    }

    private void warnOnce(Cache cache) {
        String name = cache.getName();
        if (cache instanceof NoOpCache || !warned.put(name, true)) {
            return;
        }
        logger.warn(("Cache '%s' (%s) has no batch operations: the keys of a batch are handled one by one. To change"
                        + " that, register an EnhancedCacheConverter<%s> bean or let the class implement EnhancedCache")
                .formatted(name, cache.getClass().getName(), cache.getClass().getSimpleName()));
    }

    /** Named in {@code META-INF/spring.factories}. */
    static final class Views implements CacheViews {

        @Override
        public Function<Cache, EnhancedCache> with(Collection<EnhancedCacheConverter<?>> converters) {
            return new ConverterChoice(converters)::convert;
        }
    }
}
