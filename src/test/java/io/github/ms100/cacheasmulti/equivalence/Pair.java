package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Row;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** A batch method and the single method a user would have written for one element. */
record Pair(Method batch, Method single, int index, CacheAsMulti annotation) {

    static List<Pair> of(Class<?>... families) {
        return Stream.of(families)
                .flatMap(family -> Stream.of(family.getDeclaredMethods()))
                .sorted(java.util.Comparator.comparing(Method::toString))
                .map(Pair::of)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Pair of(Method batch) {
        Parameter[] parameters = batch.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            CacheAsMulti annotation = parameters[i].getAnnotation(CacheAsMulti.class);
            if (annotation != null) {
                Method single = Stream.of(batch.getDeclaringClass().getDeclaredMethods())
                        .filter(other -> other.getName().equals(batch.getName()) && !other.equals(batch))
                        .findFirst()
                        .orElseThrow();
                return new Pair(batch, single, i, annotation);
            }
        }
        return null;
    }

    boolean onlyReads() {
        return batch.getDeclaringClass() == Reads.class
                || batch.getDeclaringClass() == UnstoredReads.class
                || batch.isAnnotationPresent(CacheResult.class);
    }

    /**
     * Whether the batch may load more than a loop: it loads all elements together that may find nothing because of a
     * value that is not to be stored (S16).
     */
    boolean mayLoadMore() {
        return batch.getName().startsWith("unstored");
    }

    /**
     * Whether a method that throws leaves something behind, which a loop can only do for one element (J3): it would
     * not come to the next.
     */
    boolean outlivesFailure() {
        return hasJCacheWrite() || hasExceptionCache();
    }

    /** Whether the batch is told what belongs to none of the elements, if the data has that. */
    boolean hearsOfStrays() {
        boolean map = Map.class.isAssignableFrom(batch.getReturnType()) && single.getReturnType() != Optional.class;
        return !hasStrings() || (map && !hasJCacheWrite());
    }

    boolean hasExceptionCache() {
        CacheResult result = batch.getAnnotation(CacheResult.class);
        return result != null && !result.exceptionCacheName().isEmpty();
    }

    /** Whether an element that is cached is not asked for. */
    boolean skipsCached() {
        CacheResult result = batch.getAnnotation(CacheResult.class);
        return result != null && !result.skipGet();
    }

    /** Whether the caches are asked for anything. */
    boolean looksUp() {
        return batch.isAnnotationPresent(CacheResult.class)
                || AnnotatedElementUtils.hasAnnotation(batch, Cacheable.class)
                || AnnotatedElementUtils.findAllMergedAnnotations(batch, Caching.class).stream()
                        .anyMatch(caching -> caching.cacheable().length > 0);
    }

    private boolean hasJCacheWrite() {
        return batch.isAnnotationPresent(CachePut.class) || batch.isAnnotationPresent(CacheRemove.class);
    }

    /** Whether a store can hold the values: with JSR-107 an Optional is stored as it is, and is not serializable. */
    boolean worksOn(TestStore store) {
        return !storesOptional() || !store.serializes();
    }

    /** Whether a test can make up a value of the caches. */
    boolean storesStrings() {
        return hasStrings() && !storesOptional();
    }

    private boolean storesOptional() {
        return single.getReturnType() == Optional.class && single.isAnnotationPresent(CacheResult.class);
    }

    private boolean hasStrings() {
        return annotation.asElementField().isEmpty();
    }

    /** Makes an argument of the declared type; leaves out what it cannot hold. */
    Object container(List<Integer> elements, Random random) {
        Class<?> type = batch.getParameterTypes()[index];
        // A row without id belongs to no element (S10); neither primitives nor List.of know null.
        boolean nulls = hasStrings() && !SortedSet.class.isAssignableFrom(type) && type != int[].class;
        List<Integer> held = new ArrayList<>(elements);
        held.removeIf(element -> element == null && (!nulls || batch.getName().equals("putSeveral")));
        if (batch.getDeclaringClass() == Twins.class) {
            return twins(held, type);
        }
        if (Map.class.isAssignableFrom(type)) {
            Map<Integer, String> values = new LinkedHashMap<>();
            held.forEach(element -> values.put(element, random.nextInt(4) == 0 ? null : "new" + random.nextInt(9)));
            return values;
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), held.size());
            for (int i = 0; i < held.size(); i++) {
                Array.set(array, i, held.get(i));
            }
            return array;
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            Collection<Integer> sorted = new TreeSet<>(java.util.Comparator.reverseOrder());
            sorted.addAll(held);
            return sorted;
        }
        return java.util.Set.class.isAssignableFrom(type) ? new LinkedHashSet<>(held) : new ArrayList<>(held);
    }

    private static Object twins(List<Integer> numbers, Class<?> type) {
        List<Twins.Twin> twins = new ArrayList<>();
        numbers.forEach(number -> twins.add(number == null ? null : new Twins.Twin(number)));
        return type.isArray() ? twins.toArray(new Twins.Twin[0]) : twins;
    }

    static List<Object> elements(Object container) {
        if (container instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (container instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(container); i++) {
            elements.add(Array.get(container, i));
        }
        return elements;
    }

    /** Calls the batch method with a container, which stays as it is: some iterables can be gone through only once. */
    @SuppressWarnings("unchecked")
    Object callBatch(Object bean, Object container, String tag) throws Throwable {
        Object given = container instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : container;
        if (batch.getParameterTypes()[index] == Iterable.class && tag.length() == 1) {
            Iterator<?> once = ((Collection<?>) container).iterator();
            given = (Iterable<Object>) () -> (Iterator<Object>) once;
        }
        return call(batch, bean, arguments(batch, given, tag));
    }

    /** Calls the single method with one element of a container. */
    Object callSingle(Object bean, Object container, Object element, String tag) throws Throwable {
        Object[] arguments = arguments(single, element, tag);
        if (container instanceof Map<?, ?> map) {
            for (int i = 0; i < arguments.length; i++) {
                if (single.getParameters()[i].isAnnotationPresent(CacheValue.class)) {
                    arguments[i] = map.get(element);
                }
            }
        }
        return call(single, bean, arguments);
    }

    private Object[] arguments(Method method, Object elementOrContainer, String tag) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = method.getParameterTypes()[i] == String[].class ? tag.split("") : tag;
        }
        arguments[index] = elementOrContainer;
        return arguments;
    }

    private static Object call(Method method, Object bean, Object[] arguments) throws Throwable {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    /** Returns the value of each element in a result of the batch method; all nulls where it tells nothing. */
    List<Object> values(List<Object> elements, Object result) {
        if (result instanceof Map<?, ?> map) {
            return elements.stream().map(element -> unwrap(map.get(element))).toList();
        }
        if (!hasStrings()) {
            return elements.stream()
                    .map(element -> rowsOf(element, (Collection<?>) result))
                    .toList();
        }
        if (result instanceof Collection<?> || result instanceof Object[]) {
            return elements(result instanceof Collection<?> ? result : (Object[]) result).stream()
                    .map(Pair::unwrap)
                    .toList();
        }
        return new ArrayList<>(java.util.Collections.nCopies(elements.size(), null));
    }

    /** Returns a result of the single method as {@link #values} would have it. */
    Object value(Object result) {
        boolean told = Map.class.isAssignableFrom(batch.getReturnType())
                || Iterable.class.isAssignableFrom(batch.getReturnType())
                || batch.getReturnType().isArray();
        return told ? unwrap(result) : null;
    }

    private Object rowsOf(Object element, Collection<?> rows) {
        List<Row> own = rows.stream()
                .map(Row.class::cast)
                .filter(row -> row.id().equals(element))
                .toList();
        return annotation.grouped() ? own : own.isEmpty() ? null : own.get(0);
    }

    private static Object unwrap(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    @Override
    public String toString() {
        return batch.toGenericString();
    }
}
