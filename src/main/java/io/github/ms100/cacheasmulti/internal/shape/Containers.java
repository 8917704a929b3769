package io.github.ms100.cacheasmulti.internal.shape;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.CollectionFactory;
import org.springframework.util.ClassUtils;

/** The kinds of containers: takes them apart, and makes new ones of a declared type (S3, S5). */
final class Containers {

    private Containers() {}

    /** Makes new containers of one declared type. */
    @FunctionalInterface
    interface Factory {

        /**
         * Makes a container.
         *
         * @param original a collection of the same role, whose comparator a sorted set takes over; {@code null} if there
         *     is none
         * @param elements the elements it shall have, in order
         */
        Object create(@Nullable Object original, List<?> elements);
    }

    /** Returns a new array of what a container holds, in iteration order; its component type is {@code Object}. */
    static @Nullable Object[] elements(Object container) {
        if (container instanceof Collection<?> collection) {
            return collection.toArray();
        }
        if (container instanceof Iterable<?> iterable) {
            List<Object> elements = new ArrayList<>();
            iterable.forEach(elements::add);
            return elements.toArray();
        }
        if (container instanceof Object[] array) {
            return Arrays.copyOf(array, array.length, Object[].class);
        }
        Object[] elements = new Object[Array.getLength(container)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Array.get(container, i);
        }
        return elements;
    }

    /** Returns a factory for a declared type, or {@code null} if no instance of it can be made. */
    static @Nullable Factory factory(Class<?> type, Class<?> elementType) {
        if (type.isArray()) {
            return (original, elements) -> array(type.getComponentType(), elements);
        }
        if (type == Iterable.class || type == Collection.class || type == List.class || type == ArrayList.class) {
            return (original, elements) -> new ArrayList<>(elements);
        }
        if (type == Set.class || type == LinkedHashSet.class) {
            return (original, elements) -> new LinkedHashSet<>(elements);
        }
        if (type == SortedSet.class || type == NavigableSet.class || type == TreeSet.class) {
            return (original, elements) -> filled(new TreeSet<>(comparator(original)), elements);
        }
        if (type == EnumSet.class && elementType.isEnum()) {
            return (original, elements) ->
                    filled(CollectionFactory.createCollection(type, elementType, elements.size()), elements);
        }
        return (type.isInterface() || Modifier.isAbstract(type.getModifiers())) ? null : concrete(type);
    }

    private static Object array(Class<?> componentType, List<?> elements) {
        Object array = Array.newInstance(componentType, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static @Nullable Factory concrete(Class<?> type) {
        Constructor<?> sorted = ClassUtils.getConstructorIfAvailable(type, Comparator.class);
        if (sorted != null && SortedSet.class.isAssignableFrom(type)) {
            return (original, elements) -> filled(emptySorted(sorted, comparator(original)), elements);
        }
        Constructor<?> noArgument = ClassUtils.getConstructorIfAvailable(type);
        if (noArgument != null && Collection.class.isAssignableFrom(type)) {
            return (original, elements) -> filled(empty(noArgument), elements);
        }
        Constructor<?> copy = ClassUtils.getConstructorIfAvailable(type, Collection.class);
        // The constructor may keep what it is given, so it gets a list of its own.
        return (copy == null)
                ? null
                : (original, elements) -> BeanUtils.instantiateClass(copy, new ArrayList<>(elements));
    }

    private static @Nullable Comparator<Object> comparator(@Nullable Object original) {
        if (original instanceof SortedSet<?> sorted) {
            @SuppressWarnings("unchecked") // it is only asked about elements that the original holds
            Comparator<Object> comparator = (Comparator<Object>) sorted.comparator();
            return comparator;
        }
        return null;
    }

    private static Collection<Object> filled(Collection<Object> container, List<?> elements) {
        container.addAll(elements);
        return container;
    }

    @SuppressWarnings("unchecked")
    private static Collection<Object> empty(Constructor<?> constructor) {
        return (Collection<Object>) BeanUtils.instantiateClass(constructor);
    }

    // A null comparator means natural order; BeanUtils takes null arguments, its signature does not say so.
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Collection<Object> emptySorted(Constructor<?> constructor, @Nullable Comparator<Object> comparator) {
        return (Collection<Object>) BeanUtils.instantiateClass(constructor, new Object[] {comparator});
    }
}
