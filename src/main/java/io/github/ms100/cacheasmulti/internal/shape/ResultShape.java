package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ObjectUtils;

/** The return type of a batch method: reads the loader's result element by element, and makes the caller's result (S4, S5). */
public abstract sealed class ResultShape permits MapResult, PositionalResult, FieldMatchedResult, OutcomesResult {

    private final BatchMethod method;

    private final boolean strict;

    private final boolean optional;

    private final Object absent;

    private final Unmatched.Warning warning;

    ResultShape(BatchMethod method, Object absent) {
        this.method = method;
        this.strict = method.annotation().strictNull();
        this.optional = method.isSprings() && ReturnTypes.valueType(method).toClass() == Optional.class;
        this.absent = absent;
        this.warning = new Unmatched.Warning(method, ReturnTypes.isKeyed(method) ? "keys" : "rows");
    }

    /**
     * Reads the shape of a method's result.
     *
     * @param method the method
     * @param elementClass the type of its elements, boxed
     * @param conversions how a field becomes an element
     * @param absent what stands for "nothing came back for this element, and that must not be cached"
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if the return type is
     *     not supported, or does not go with the annotation
     */
    public static ResultShape of(
            BatchMethod method, Class<?> elementClass, ConversionService conversions, Object absent) {
        CacheAsMulti annotation = method.annotation();
        ReturnTypes.check(method, elementClass);
        if (!annotation.asElementField().isEmpty()) {
            ElementField field = ElementField.of(method, elementClass, conversions);
            return new FieldMatchedResult(method, field, absent);
        }
        if (ReturnTypes.tellsOutcomes(method)) {
            return new OutcomesResult(method, absent);
        }
        return ReturnTypes.isMap(method) ? new MapResult(method, absent) : new PositionalResult(method, absent);
    }

    /**
     * Checks the return type of a method whose result nobody looks at: it may be any, but what is done after the
     * invocation must know when the work is done.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot
     */
    public static void checkIgnored(BatchMethod method) {
        LaterType later = method.later();
        boolean suspended = later != null && later.kind() == LaterType.Kind.SUSPENDED;
        if (suspended || method.operations().stream().anyMatch(BatchOperation::afterInvocation)) {
            ReturnTypes.checkLater(method);
        }
    }

    /** Returns a result that can be read, and then read again: a list of what an iterable holds that is no collection. */
    public final @Nullable Object readable(@Nullable Object returned) {
        return (returned instanceof Iterable<?> && !(returned instanceof Collection<?>))
                ? new ArrayList<>(Arrays.asList(Containers.elements(returned)))
                : returned;
    }

    /**
     * Reads what the loader returned.
     *
     * @param returned the loader's result, not modified
     * @param asked the elements the loader was asked for, in the order of its argument
     * @param unmatched takes note of what belongs to no element of the call
     * @return a value for each element asked for
     * @throws IllegalStateException if the result does not fit the elements
     */
    public abstract @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched);

    /**
     * Reads what the loader had loaded before it failed (P4).
     *
     * @param loaded by element, whatever the shape
     * @param asked as for {@link #read}
     * @param notLoaded what stands for an element that it has not loaded
     * @param unmatched as for {@link #read}
     */
    public final @Nullable Object[] readPart(
            Map<?, ?> loaded, @Nullable Object[] asked, Object notLoaded, Unmatched unmatched) {
        @Nullable Object[] values = new Object[asked.length];
        for (int i = 0; i < asked.length; i++) {
            Object value = loaded.containsKey(asked[i]) ? unwrap(loaded.get(asked[i])) : notLoaded;
            values[i] = (value == null && !isStrict()) ? missing() : value;
        }
        unmatched.addOthers(loaded.keySet(), unmatched::isElement);
        return values;
    }

    /**
     * Ends the reading of a call: if anything belongs to no element, nobody can say that an element is missing.
     *
     * @param values what was read, of all portions; missing elements become absent then
     * @param unmatched what was taken note of
     */
    public final void settle(@Nullable Object[] values, Unmatched unmatched) {
        if (unmatched.any() && !isStrict()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = isMissing(values[i]) ? absent : values[i];
            }
        }
        warning.of(unmatched);
    }

    /** Returns whether a value, of a method that is not strict, says that its element is missing. */
    public boolean isMissing(@Nullable Object value) {
        return false;
    }

    /**
     * Makes the caller's result: always new, always mutable.
     *
     * @param elements the distinct elements
     * @param positions which of them stands at each position of the argument; {@code null} if each stands at its own
     * @param values their values
     */
    public abstract Object assemble(@Nullable Object[] elements, int @Nullable [] positions, @Nullable Object[] values);

    /**
     * Returns a map of the elements, each once and in first-seen order, that becomes the result when it is {@linkplain
     * #complete completed}: finding duplicates and making the result are then one pass. {@code null} if the result is
     * none that could.
     *
     * @param elements the elements of the argument, duplicates included
     */
    public @Nullable Map<@Nullable Object, @Nullable Object> collect(@Nullable Object[] elements) {
        return null;
    }

    /**
     * Makes the caller's result of what was collected.
     *
     * @param collected what {@link #collect} has returned
     * @param values the values of its elements, in its order
     */
    public Object complete(Map<@Nullable Object, @Nullable Object> collected, @Nullable Object[] values) {
        throw new UnsupportedOperationException();
    }

    /** Returns whether a value belongs to a position of the argument, so that equal elements may have several. */
    public boolean isPositional() {
        return false;
    }

    /** Returns whether the caller's result has a place for each of several equal elements. */
    public boolean holdsEqualElements() {
        return true;
    }

    /** Returns whether the result says which elements could not be loaded: among values that are read such a one is its {@code Outcome}. */
    public boolean tellsFailures() {
        return false;
    }

    final BatchMethod method() {
        return method;
    }

    /** Returns whether {@code null} is a value. */
    public final boolean isStrict() {
        return strict;
    }

    /** Returns what stands for an element about which the loader said nothing. */
    @Nullable
    Object missing() {
        return isStrict() ? absent : null;
    }

    final boolean isAbsent(@Nullable Object value) {
        return value == absent;
    }

    final @Nullable Object unwrap(@Nullable Object value) {
        return optional ? ObjectUtils.unwrapOptional(value) : value;
    }

    /** Returns a value as the caller's result holds it. */
    public final @Nullable Object wrap(@Nullable Object value) {
        Object known = isAbsent(value) ? null : value;
        // As Spring does: an Optional that somebody else has stored is handed back as it is.
        return (!optional || known instanceof Optional) ? known : Optional.ofNullable(known);
    }
}
