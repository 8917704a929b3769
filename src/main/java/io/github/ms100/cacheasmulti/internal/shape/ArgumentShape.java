package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/** The batch parameter's type: takes an argument apart, and makes one of the declared type from elements (S3). */
public final class ArgumentShape {

    private static final String REMEDY =
            "Declare it as Collection, List, Set, SortedSet or Iterable, as a concrete type"
                    + " of these with a public no-argument or copy constructor, or as an array.";

    private static final Set<Class<?>> ORDERED = Set.of(
            Iterable.class,
            Collection.class,
            List.class,
            ArrayList.class,
            LinkedList.class,
            Set.class,
            LinkedHashSet.class);

    private final int index;

    /** Whether variable arguments follow. */
    private final boolean precedesVarargs;

    private final Class<?> type;

    private final Class<?> declaredElementClass;

    private final Class<?> elementClass;

    /** The type of the values if the parameter is a map. */
    private final @Nullable Class<?> valueClass;

    /** {@code null} if none is ever made. */
    private final Containers.@Nullable Factory containers;

    private ArgumentShape(
            BatchMethod method,
            Class<?> type,
            Class<?> elementClass,
            @Nullable Class<?> valueClass,
            Containers.@Nullable Factory containers) {
        this.index = method.parameterIndex();
        this.precedesVarargs =
                method.method().isVarArgs() && index != method.method().getParameterCount() - 1;
        this.type = type;
        this.declaredElementClass = elementClass;
        this.elementClass = ClassUtils.resolvePrimitiveIfNecessary(elementClass);
        this.valueClass = valueClass;
        this.containers = containers;
    }

    /**
     * Reads the shape of a method's batch parameter.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it is no supported type
     */
    public static ArgumentShape of(BatchMethod method) {
        ResolvableType parameter = method.parameterType();
        Class<?> type = parameter.toClass();
        if (method.storesArgument()) {
            return ofMap(method, parameter);
        }
        if (type.isArray()) {
            return new ArgumentShape(
                    method, type, type.getComponentType(), null, Containers.factory(type, type.getComponentType()));
        }
        if (!Iterable.class.isAssignableFrom(type)) {
            throw method.invalidParameter("is a " + type.getName() + ", which is no collection or array", REMEDY);
        }
        Class<?> elementClass = parameter.as(Iterable.class).getGeneric(0).toClass();
        // A method that only puts or evicts is handed the caller's own argument: nothing has to be made.
        Containers.Factory containers = Containers.factory(type, elementClass);
        if (containers == null && method.reads()) {
            throw method.invalidParameter(
                    "is a " + type.getName() + ", of which no new instance can be made for the elements to load",
                    REMEDY);
        }
        return new ArgumentShape(method, type, elementClass, null, containers);
    }

    private static ArgumentShape ofMap(BatchMethod method, ResolvableType parameter) {
        Class<?> type = parameter.toClass();
        if (!Map.class.isAssignableFrom(type)) {
            throw method.invalidParameter(
                    "holds the values to cache but is a " + type.getName() + ", which is no Map",
                    "Declare it as a Map from element to value.");
        }
        ResolvableType map = parameter.as(Map.class);
        return new ArgumentShape(
                method, type, map.getGeneric(0).toClass(), map.getGeneric(1).toClass(), null);
    }

    /** Returns where the batch parameter stands. */
    public int index() {
        return index;
    }

    /** Returns the type of the elements as declared, so maybe primitive; {@code Object} where the generics do not tell. */
    public Class<?> declaredElementClass() {
        return declaredElementClass;
    }

    /** Returns the type of the values of a map; {@code null} if the parameter is none. */
    public @Nullable Class<?> valueClass() {
        return valueClass;
    }

    /** Returns the type of the elements, boxed; {@code Object} where the generics do not tell. */
    public Class<?> elementClass() {
        return elementClass;
    }

    /** Takes an argument apart; what happens to it later does not matter. */
    public BatchArgument takeApart(Object argument) {
        return (valueClass != null) ? entries((Map<?, ?>) argument) : BatchArgument.of(elements(argument));
    }

    /**
     * Returns all arguments of a call with variable ones each by itself, as Spring's annotations see them; the same if there
     * are none.
     */
    public @Nullable Object[] expandVarargs(@Nullable Object[] arguments) {
        return precedesVarargs ? expanded(arguments) : arguments;
    }

    /**
     * As {@link #expandVarargs(Object[])}, of any method.
     *
     * @param batchIndex where the batch parameter stands, for it is left as it is: an element replaces it
     */
    public static @Nullable Object[] expandVarargs(Method method, int batchIndex, @Nullable Object[] arguments) {
        return (method.isVarArgs() && batchIndex != arguments.length - 1) ? expanded(arguments) : arguments;
    }

    private static @Nullable Object[] expanded(@Nullable Object[] arguments) {
        int last = arguments.length - 1;
        @Nullable Object[] rest = ObjectUtils.toObjectArray(arguments[last]);
        @Nullable Object[] expanded = new Object[last + rest.length];
        System.arraycopy(arguments, 0, expanded, 0, last);
        System.arraycopy(rest, 0, expanded, last, rest.length);
        return expanded;
    }

    private static BatchArgument entries(Map<?, ?> map) {
        // In one pass, for a concurrent map may change under way.
        List<@Nullable Object> elements = new ArrayList<>(map.size());
        List<@Nullable Object> values = new ArrayList<>(map.size());
        map.forEach((element, value) -> {
            elements.add(element);
            values.add(value);
        });
        return new BatchArgument(elements.toArray(), values.toArray());
    }

    /** Returns a new array of the elements of a collection or array, in iteration order. */
    public @Nullable Object[] elements(Object argument) {
        return Containers.elements(argument);
    }

    /** Returns whether an argument that has been taken apart may be used up: whoever wants its elements needs a list. */
    public boolean mayBeUsedUp(Object argument) {
        return type == Iterable.class && !(argument instanceof Collection);
    }

    /** Returns whether what {@link #rebuild} makes holds each of several equal elements. */
    public boolean holdsEqualElements() {
        return type != Set.class && !HashSet.class.isAssignableFrom(type);
    }

    /** Returns whether what {@link #rebuild} makes iterates in the order of the elements it was given. */
    public boolean keepsOrder() {
        return type.isArray() || ORDERED.contains(type);
    }

    /** Returns whether {@link #rebuild} can make an argument: it need not where a method gets the caller's own. */
    public boolean canRebuild() {
        return containers != null;
    }

    /**
     * Makes an argument of the declared type.
     *
     * @param argument what the caller passed, whose comparator a sorted set keeps
     * @param elements the elements it shall have, in order
     */
    public Object rebuild(Object argument, @Nullable Object[] elements) {
        return Objects.requireNonNull(containers).create(argument, Arrays.asList(elements));
    }

    /** An argument for a batch parameter, taken apart. */
    public static final class BatchArgument {

        /** No element at all, as of a {@code null} argument. */
        public static final BatchArgument NONE = new BatchArgument(new Object[0], new Object[0]);

        private final @Nullable Object[] elements;

        private final @Nullable Object[] values;

        BatchArgument(@Nullable Object[] elements, @Nullable Object[] values) {
            this.elements = elements;
            this.values = values;
        }

        static BatchArgument of(@Nullable Object[] elements) {
            return new BatchArgument(elements, NONE.values);
        }

        /** Returns its elements in iteration order, {@code null}s and duplicates included. */
        public @Nullable Object[] elements() {
            return elements;
        }

        /** Returns the value of each element if the argument is a map; else an empty array. */
        public @Nullable Object[] values() {
            return values;
        }

        /** Returns a new list of its elements. */
        public List<@Nullable Object> toList() {
            return new ArrayList<>(Arrays.asList(elements));
        }
    }
}
