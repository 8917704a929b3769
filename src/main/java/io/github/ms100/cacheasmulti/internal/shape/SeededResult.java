package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.method.LaterType.Kind;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ObjectUtils;

/** What a method returns whose result is to be cached entry by entry, whatever it was asked for (P6, P8). */
public final class SeededResult {

    private static final Log logger = LogFactory.getLog(SeededResult.class);

    private static final String REMEDY =
            "Return a Map keyed by the element, or a collection, array, Page, Slice, Stream, Flux"
                    + " or Flow of rows, and name the property that tells to which element a row belongs in asElementField.";

    private final BatchMethod method;

    /** {@code null} of a map. */
    private final @Nullable ElementField field;

    private final boolean optional;

    private final boolean passing;

    private final AtomicBoolean warned = new AtomicBoolean();

    private SeededResult(BatchMethod method, @Nullable ElementField field, boolean passing) {
        this.method = method;
        this.field = field;
        this.passing = passing;
        this.optional = ReturnTypes.valueType(method).toClass() == Optional.class;
    }

    /**
     * Reads the result type of a method.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot be taken apart
     */
    public static SeededResult of(BatchMethod method, ConversionService conversions) {
        ReturnTypes.checkLater(method);
        LaterType later = method.later();
        if (later != null && later.kind() == Kind.SUSPENDED) {
            throw method.invalid(
                    "is a Kotlin suspend function, whose result cannot be cached entry by entry",
                    "Return a Flow or a Mono.");
        }
        Class<?> type = method.resultType().toClass();
        boolean passing = (later == null) ? type == Stream.class : later.kind() == Kind.MULTI;
        boolean rows = passing || type.isArray() || Iterable.class.isAssignableFrom(type);
        if (method.annotation().asElementField().isEmpty()) {
            if (!Map.class.isAssignableFrom(type)) {
                throw method.invalid(
                        rows
                                ? "returns rows (%s) without asElementField".formatted(type.getName())
                                : "returns %s, which cannot be taken apart".formatted(type.getName()),
                        REMEDY);
            }
            if (method.annotation().grouped()) {
                throw method.invalid("has grouped = true without asElementField", REMEDY);
            }
            return new SeededResult(method, null, false);
        }
        if (!rows) {
            throw method.invalid(
                    "has asElementField = \"%s\" but returns %s, which holds no rows"
                            .formatted(method.annotation().asElementField(), type.getName()),
                    REMEDY);
        }
        if (passing && method.annotation().grouped()) {
            throw method.invalid(
                    "has grouped = true, but its rows are not collected: those of one element may come one after another",
                    "Return them as a List.");
        }
        return new SeededResult(method, ElementField.of(method, Object.class, conversions), passing);
    }

    /** Returns whether its rows are not collected, but put as they pass (P8). */
    public boolean passes() {
        return passing;
    }

    /**
     * Reads all entries of a result that is there.
     *
     * @param returned not modified
     * @throws IllegalStateException if two rows belong to one element, and they are not grouped
     */
    public void readAll(@Nullable Object returned, Entries entries) {
        if (returned == null) {
            return;
        }
        if (field == null) {
            ((Map<?, ?>) returned).forEach((element, value) -> add(element, value, entries));
            return;
        }
        Map<Object, Object> byElement = new LinkedHashMap<>();
        for (Object row : Containers.elements(returned)) {
            readRow(row, (element, value) -> collect(element, value, byElement));
        }
        byElement.forEach(entries::add);
    }

    @SuppressWarnings("unchecked") // its values are the groups
    private void collect(@Nullable Object element, @Nullable Object row, Map<Object, Object> byElement) {
        if (element == null || row == null) {
            return;
        }
        if (method.annotation().grouped()) {
            ((List<Object>) byElement.computeIfAbsent(element, any -> new ArrayList<>())).add(row);
        } else if (byElement.putIfAbsent(element, row) != null) {
            throw new IllegalStateException(
                    ("%s returned several rows whose '%s' is '%s', but an element has one value. Nothing was cached. If an"
                                    + " element may have many rows, set @CacheAsMulti(grouped = true).")
                            .formatted(method, method.annotation().asElementField(), Printable.of(element)));
        }
    }

    /** Reads the entry of one row, unless it belongs to no element. */
    public void readRow(@Nullable Object row, Entries entries) {
        Object value = optional ? ObjectUtils.unwrapOptional(row) : row;
        Object element = (value == null || field == null) ? null : field.read(value);
        if (element == null) {
            warnOfDropped(
                    (value == null)
                            ? "a row that is null"
                            : "a row without '%s'".formatted(method.annotation().asElementField()));
        } else {
            entries.add(element, value);
        }
    }

    private void warnOfDropped(String row) {
        if (warned.compareAndSet(false, true)) {
            logger.warn("%s returned %s; such rows are not cached (logged once per method)".formatted(method, row));
        }
    }

    // Nobody has asked for the element: that it has no value is no news (S11).
    private void add(@Nullable Object element, @Nullable Object mapped, Entries entries) {
        Object value = optional ? ObjectUtils.unwrapOptional(mapped) : mapped;
        if (value != null || method.annotation().strictNull()) {
            entries.add(element, value);
        }
    }

    /** Takes the entries of a result. */
    @FunctionalInterface
    public interface Entries {

        void add(@Nullable Object element, @Nullable Object value);
    }
}
