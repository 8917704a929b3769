package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Allowed;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Evicted;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Lookup;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfElement;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.CacheAccess;
import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Looks up and evicts elements of batch methods: converted to what the method takes, and keyed as it keys them. Thread-safe. */
final class ElementRequests {

    private static final int MOST = 100;

    private final KnownMethods methods;

    private final KnownApplication application;

    private final BatchEngine engine;

    private final ElementTypes types;

    ElementRequests(KnownMethods methods, KnownApplication application) {
        this.methods = methods;
        this.application = application;
        this.engine = application.engine();
        this.types = new ElementTypes(application.beanFactory());
    }

    /**
     * Looks elements up, in one batch.
     *
     * @throws RefusedRequestException if that is not possible; the cache has not been asked then
     */
    Lookup lookUp(Asked asked, Allowed allowed) {
        Keyed keyed = keyed(asked);
        CacheAccess.Found found = keyed.access().lookUp(keyed.distinctKeys());
        List<OfElement> elements =
                keyed.keys().stream().map(key -> report(key, found, allowed)).toList();
        return new Lookup(asked.method(), asked.cache(), keyed.manager(), elements);
    }

    private static OfElement report(ElementKey element, CacheAccess.Found found, Allowed allowed) {
        RuntimeException failure = found.failures().get(element.key());
        boolean present = found.hits().containsKey(element.key());
        return new OfElement(
                element.element(),
                allowed.keys() ? Texts.of(element.key()) : null,
                (failure == null) ? present : null,
                (present && allowed.values()) ? Texts.of(found.hits().get(element.key())) : null,
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
        List<Operation> operations = operations(method, asked);
        CacheManager manager = operations.get(0).manager();
        String bean = method.beanOf(asked.method());
        Object target = (bean == null) ? null : methods.beans().target(bean);
        if (target == null || manager == null) {
            throw RefusedRequestException.invalid("No bean of %s has been made".formatted(method.id()));
        }
        Cache cache = manager.getCache(asked.cache());
        if (cache == null) {
            throw RefusedRequestException.unknown("There is no cache '%s'".formatted(asked.cache()));
        }
        List<UnaryOperator<Object>> toKeys = keys(operations, target);
        Class<?> type = method.declared().elementClass();
        Set<ElementKey> keys = new LinkedHashSet<>();
        for (String element : asked.elements()) {
            Object converted = types.convert(element, type);
            toKeys.forEach(toKey -> keys.add(key(element, converted, toKey)));
        }
        return new Keyed(new ArrayList<>(keys), access(cache, manager), managerOf(operations.get(0)));
    }

    /**
     * Returns access to a cache.
     *
     * @throws RefusedRequestException if the application lets batches work on it in no way
     */
    CacheAccess access(Cache cache, @Nullable CacheManager manager) {
        try {
            return engine.access(cache, manager);
        } catch (CacheRefusedException ex) {
            throw RefusedRequestException.invalid(String.valueOf(ex.getMessage()));
        }
    }

    /** Returns those that have keys for elements in the cache that is meant: in one cache of one manager. */
    private List<Operation> operations(KnownMethod method, Asked asked) {
        List<Operation> named = method.operations(asked.cache()).stream()
                .filter(operation -> asked.manager() == null || asked.manager().equals(managerOf(operation)))
                .toList();
        if (named.isEmpty()) {
            throw RefusedRequestException.invalid("%s has no cache '%s'%s"
                    .formatted(
                            method.id(), Texts.of(asked.cache()), (asked.manager() == null) ? "" : " of that manager"));
        }
        List<Operation> keyed = named.stream()
                .filter(operation -> operation.keylessReason() == null)
                .toList();
        if (keyed.isEmpty()) {
            throw RefusedRequestException.invalid("%s %s, and so no keys can be made of elements alone"
                    .formatted(method.id(), named.get(0).keylessReason()));
        }
        Set<String> managers = new LinkedHashSet<>();
        keyed.forEach(operation -> managers.add(managerOf(operation)));
        if (managers.size() > 1) {
            throw RefusedRequestException.invalid(
                    "There are several caches '%s': say which 'manager', of %s".formatted(asked.cache(), managers));
        }
        return keyed;
    }

    private String managerOf(Operation operation) {
        CacheManager manager = operation.manager();
        return (manager == null)
                ? ""
                : application.caches().identityOf(manager, "").manager();
    }

    private static List<UnaryOperator<Object>> keys(List<Operation> operations, Object target) {
        try {
            return operations.stream().map(operation -> operation.keys(target)).toList();
        } catch (RuntimeException ex) {
            // Expressions see all caches of their operation, and one of them may not be there.
            throw RefusedRequestException.invalid(
                    "Keys cannot be made: %s".formatted(ex.getClass().getName()));
        }
    }

    private static ElementKey key(String element, Object converted, UnaryOperator<Object> toKey) {
        try {
            return new ElementKey(element, toKey.apply(converted));
        } catch (RuntimeException | StackOverflowError ex) {
            throw RefusedRequestException.invalid("The key of '%s' cannot be made: %s"
                    .formatted(Texts.of(element), ex.getClass().getName()));
        }
    }

    /** What is asked for. */
    record Asked(String cache, @Nullable String manager, String method, List<String> elements) {}

    /** A key of an element: the operations of a method may make several. */
    private record ElementKey(String element, Object key) {}

    /**
     * What is asked for, as the cache has it.
     *
     * @param keys in the order of the request
     * @param manager the name of the bean that gives the cache
     */
    private record Keyed(List<ElementKey> keys, CacheAccess access, String manager) {

        Object[] distinctKeys() {
            return keys.stream().map(ElementKey::key).distinct().toArray();
        }
    }
}
