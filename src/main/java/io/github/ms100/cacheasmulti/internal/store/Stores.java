package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.CacheViews;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.support.LoopSettings;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.ResolvableType;

/**
 * Finds the view of a cache: by the user's converter before the library's, the more specific before the more general (B3).
 * Thread-safe.
 */
public final class Stores implements CacheViews {

    private final List<TypedConverter<?>> converters;

    private final List<StoreConverter<?>> stores;

    private final Loops loops;

    /** Creates a choice of converters as {@link #Stores(Collection, Loops)}, with {@link LoopSettings#DEFAULT}. */
    public Stores(Collection<EnhancedCacheConverter<?>> converters) {
        this(converters, new Loops(() -> LoopSettings.DEFAULT, OriginalCaches.NONE));
    }

    /**
     * Creates a choice of converters.
     *
     * @param converters the user's in order of precedence, and those of the library that are beans
     * @param loops what becomes of caches that none of them takes
     */
    public Stores(Collection<EnhancedCacheConverter<?>> converters, Loops loops) {
        List<EnhancedCacheConverter<?>> users = new ArrayList<>();
        List<StoreConverter<?>> known = new ArrayList<>(StoreConverter.onClassPath(this::view));
        for (EnhancedCacheConverter<?> converter : converters) {
            if (converter instanceof StoreConverter<?> store) {
                known.add(store);
            } else {
                users.add(converter);
            }
        }
        this.converters = TypedConverter.mostSpecificFirst(users);
        this.stores = List.copyOf(known);
        this.loops = loops;
    }

    /** Returns the choice that a service makes. */
    public static Stores of(EnhancedCacheConversionService service) {
        return (Stores) service.views();
    }

    /** As {@link #view(Cache, CacheManager)}, of a cache that nobody knows the manager of. */
    public StoreView view(Cache cache) {
        return view(cache, null);
    }

    /**
     * Returns a cache as the engine sees it; it tells nobody of changes.
     *
     * @param from the manager that has given it; {@code null} if that is not known
     */
    public StoreView view(Cache cache, @Nullable CacheManager from) {
        EnhancedCache own = usersForm(cache);
        if (own == null) {
            return libraryView(cache, from);
        }
        if (own instanceof ViewCache known) {
            return (own == cache) ? known.view() : new ViewBehind.ConvertedView(cache, known.view());
        }
        return new EnhancedView(cache, own);
    }

    /** Returns a cache as users see it: the user's own form if there is one. */
    @Override
    public EnhancedCache of(Cache cache) {
        EnhancedCache own = usersForm(cache);
        return (own != null) ? own : new ViewCache(libraryView(cache, null), StoreIdentities.feed());
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

    private StoreView libraryView(Cache cache, @Nullable CacheManager from) {
        for (StoreConverter<?> store : stores) {
            if (store.takes(cache)) {
                return store.viewTaken(cache);
            }
        }
        return loops.view(cache, from, this::view);
    }

    /** Says why a cache that is looped is, and what to do about it (B2). */
    public String whyLooped(Cache cache, @Nullable CacheManager from) {
        return loops.why(cache, from);
    }

    /** Returns whether a cache that would be looped is refused (B2). */
    public boolean loopsAreRefused() {
        return loops.areRefused();
    }

    /** Named in {@code META-INF/spring.factories}. */
    static final class Factory implements CacheViews.Factory {

        @Override
        public CacheViews with(Collection<EnhancedCacheConverter<?>> converters) {
            return new Stores(converters);
        }
    }

    /** A user's converter and the type of caches it takes, which decides who comes first (B3). */
    private record TypedConverter<T extends Cache>(Class<T> type, EnhancedCacheConverter<T> converter) {

        /** Returns the given converters, each before those of a more general type; equal types in the given order. */
        static List<TypedConverter<?>> mostSpecificFirst(Collection<? extends EnhancedCacheConverter<?>> converters) {
            List<TypedConverter<?>> sorted = new ArrayList<>();
            for (EnhancedCacheConverter<?> converter : converters) {
                TypedConverter<?> added = of(converter);
                int index = 0;
                while (index < sorted.size() && !added.isMoreSpecificThan(sorted.get(index))) {
                    index++;
                }
                sorted.add(index, added);
            }
            return List.copyOf(sorted);
        }

        boolean takes(Cache cache) {
            return type.isInstance(cache);
        }

        EnhancedCache convert(Cache cache) {
            EnhancedCache converted = converter.convert(type.cast(cache));
            if (converted == null) {
                throw new IllegalStateException(
                        "EnhancedCacheConverter '%s' returned null for cache '%s'; it must return a view of it"
                                .formatted(converter.getClass().getName(), cache.getName()));
            }
            return converted;
        }

        private boolean isMoreSpecificThan(TypedConverter<?> other) {
            return type != other.type && other.type.isAssignableFrom(type);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Cache> TypedConverter<T> of(EnhancedCacheConverter<T> converter) {
            Class<?> converterClass = AopProxyUtils.ultimateTargetClass(converter);
            ResolvableType declared = ResolvableType.forClass(converterClass).as(EnhancedCacheConverter.class);
            ResolvableType argument = declared.getGeneric();
            Class<?> type = argument.resolve();
            // A variable that nothing fills in resolves to its bound: such a converter would get every cache.
            boolean open = argument.getType() instanceof TypeVariable<?> && declared.hasUnresolvableGenerics();
            if (type == null || open) {
                throw new IllegalArgumentException(("EnhancedCacheConverter '%s' does not tell which caches it takes: a"
                                + " lambda or a raw type has no type argument. Write a class that implements"
                                + " EnhancedCacheConverter<TheCacheType>")
                        .formatted(converterClass.getName()));
            }
            return new TypedConverter<>((Class<T>) type, converter);
        }
    }
}
