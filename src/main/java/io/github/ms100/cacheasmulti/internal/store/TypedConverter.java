package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.core.ResolvableType;

/** A user's converter and the type of caches it takes, which decides who comes first (B3). */
record TypedConverter<T extends Cache>(Class<T> type, EnhancedCacheConverter<T> converter) {

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
