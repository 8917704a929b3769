package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Allowed;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Evicted;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Lookup;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfElement;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.CacheAccess;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;

/** Looks up and evicts elements of batch methods: converted to what the method takes, and keyed as it keys them. Thread-safe. */
final class ElementRequests {

    private static final int MOST = 100;

    private final KnownMethods methods;

    private final CacheReports caches;

    private final BatchEngine engine;

    private final ConversionService conversions;

    ElementRequests(KnownMethods methods, CacheReports caches, BatchEngine engine, ConversionService conversions) {
        this.methods = methods;
        this.caches = caches;
        this.engine = engine;
        this.conversions = conversions;
    }

    /**
     * Looks elements up, in one batch.
     *
     * @throws RefusedRequestException if that is not possible; the cache has not been asked then
     */
    Lookup lookUp(Asked asked, Allowed allowed) {
        Keyed keyed = keyed(asked);
        CacheAccess.Found found = keyed.access().lookUp(keyed.distinctKeys());
        List<OfElement> elements = keyed.keys().entrySet().stream()
                .map(key -> report(key.getKey(), key.getValue(), found, allowed))
                .toList();
        return new Lookup(asked.method(), asked.cache(), keyed.manager(), elements);
    }

    private static OfElement report(String element, Object key, CacheAccess.Found found, Allowed allowed) {
        RuntimeException failure = found.failures().get(key);
        boolean present = found.hits().containsKey(key);
        return new OfElement(
                element,
                allowed.keys() ? Texts.of(key) : null,
                (failure == null) ? present : null,
                (present && allowed.values()) ? Texts.of(found.hits().get(key)) : null,
                (failure == null) ? null : failure.getClass().getName());
    }

    /**
     * Evicts elements, in one batch.
     *
     * @throws RefusedRequestException if that is not possible, or the cache has failed
     */
    Evicted evict(Asked asked) {
        Keyed keyed = keyed(asked);
        Object[] keys = keyed.distinctKeys();
        try {
            keyed.access().evict(keys);
        } catch (RuntimeException ex) {
            throw RefusedRequestException.failed(
                    "Not all was evicted: %s".formatted(ex.getClass().getName()));
        }
        return new Evicted(asked.cache(), keyed.manager(), keys.length);
    }

    private Keyed keyed(Asked asked) {
        if (asked.elements().isEmpty() || asked.elements().size() > MOST) {
            throw RefusedRequestException.invalid("'element' must be there 1 to %d times, and was %d times"
                    .formatted(MOST, asked.elements().size()));
        }
        KnownMethod method = methods.find(asked.method());
        Operation operation = operation(method, asked.cache());
        CacheManager manager = operation.manager();
        String bean = method.beanOf(asked.method());
        Object target = (bean == null) ? null : methods.beans().target(bean);
        if (target == null || manager == null) {
            throw RefusedRequestException.invalid("No bean of %s has been made".formatted(asked.method()));
        }
        Class<?> type = method.declared().elementClass();
        UnaryOperator<Object> toKey = operation.keys(target);
        Map<String, Object> keys = new LinkedHashMap<>();
        asked.elements().forEach(element -> keys.put(element, key(element, type, toKey)));
        Cache cache = manager.getCache(asked.cache());
        if (cache == null) {
            throw RefusedRequestException.unknown("There is no cache '%s'".formatted(asked.cache()));
        }
        String name = caches.find(asked.cache(), asked.manager()).manager();
        return new Keyed(keys, engine.access(cache, manager), name);
    }

    private static Operation operation(KnownMethod method, String cache) {
        Operation keyed = method.keyed(cache);
        if (keyed != null) {
            return keyed;
        }
        List<Operation> operations = method.operations(cache);
        throw RefusedRequestException.invalid(
                operations.isEmpty()
                        ? "%s has no cache '%s'".formatted(method.id(), cache)
                        : "%s %s, and so no keys can be made of elements alone"
                                .formatted(method.id(), operations.get(0).keylessReason()));
    }

    private Object key(String element, Class<?> type, UnaryOperator<Object> toKey) {
        Object converted;
        try {
            converted = conversions.convert(element, type);
        } catch (ConversionException ex) {
            throw RefusedRequestException.invalid(
                    "'%s' cannot be converted to %s".formatted(Texts.of(element), type.getName()));
        }
        if (converted == null) {
            throw RefusedRequestException.invalid("'%s' is no %s".formatted(Texts.of(element), type.getName()));
        }
        try {
            return toKey.apply(converted);
        } catch (RuntimeException ex) {
            throw RefusedRequestException.invalid("The key of '%s' cannot be made: %s"
                    .formatted(Texts.of(element), ex.getClass().getName()));
        }
    }

    /** What is asked for. */
    record Asked(String cache, @Nullable String manager, String method, List<String> elements) {}

    /**
     * What is asked for, as the cache has it.
     *
     * @param keys by the text of the element, in the order of the request
     * @param manager the name of the bean that gives the cache
     */
    private record Keyed(Map<String, Object> keys, CacheAccess access, String manager) {

        Object[] distinctKeys() {
            return new LinkedHashSet<>(keys.values()).toArray();
        }
    }
}
