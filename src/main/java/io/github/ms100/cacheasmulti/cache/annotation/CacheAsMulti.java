package io.github.ms100.cacheasmulti.cache.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a cached method whose elements are cached one by one, or a method whose result is.
 *
 * <p>The method behaves as if a method for a single element, with the same cache annotations, had been called once per
 * element: same keys, same stored values, same conditions; but each cache is asked once for all elements together, and
 * the method itself runs at most once, with only the elements that no cache knows.
 *
 * <pre>{@code
 * @Cacheable("cars")
 * Car findById(Long id);
 *
 * @Cacheable("cars")
 * Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids);   // shares its entries with findById
 * }</pre>
 *
 * <p><strong>Parameter.</strong> Exactly one per method: a {@code Collection}, {@code List}, {@code Set},
 * {@code SortedSet} or {@code Iterable}, a concrete type of these with a no-argument or copy constructor, an array or
 * varargs. In {@code key}, {@code condition} and {@code unless} its name means one element. Duplicates, which are equal
 * and have the same keys, are looked up and loaded once; where a map or rows matched by field cannot tell equal elements
 * with different keys apart, only the first of them is loaded, and none is put. A method that only puts or evicts gets
 * the caller's own argument, or a list of what an {@code Iterable} held that is no collection. A {@code null} element
 * has the key of the single method called with {@code null}. With {@code null} or an empty argument the method is called
 * as if it were not cached.
 *
 * <p><strong>Return type</strong> of a {@code @Cacheable} or {@code @CachePut} method. A {@code Map} keyed by element;
 * a {@code List}, {@code Collection}, {@code Iterable} or array with one value per element, by position; or any of
 * these last and {@code Set} with {@link #asElementField()}. The caller always gets a new, mutable container in
 * argument order. A {@code @CacheEvict} method may return anything that is not asynchronous, unless its key or condition
 * uses {@code #result}.
 *
 * <p><strong>Missing elements</strong> (no map entry, no row, or {@code null}) are cached as {@code null} unless
 * {@link #strictNull()} is set or the cache refuses {@code null}. If in the same call a row came back without id, or a row
 * or key that equals no element of the argument, nothing is recorded as missing: it may be what is missing, in other
 * case, scale or type. A put then evicts the keys it has no value for. In the result a map has no entry for them, a
 * positional list or array has {@code null} in their place, and a field-matched result leaves them out.
 *
 * <p><strong>JSR-107.</strong> The same holds for the annotations of {@code javax.cache.annotation}, which have no
 * conditions and no expressions. {@code @CacheResult} reads as {@code @Cacheable} does and may have the same return
 * types, but stores an {@code Optional} as it is. The batch parameter of a {@code @CachePut} is a {@code Map} from
 * element to value, which is {@code @CacheValue} too: its values at the time of the call are stored. Such a method, and
 * one with {@code @CacheRemove}, may return anything that is not asynchronous. If any parameter has {@code @CacheKey},
 * the batch parameter must have it too. A key generator is given the element in place of the collection or map. An
 * exception is cached only if the method was called for a single element; one that is cached for any of the elements to
 * load is thrown before the method is called. {@code @CacheRemoveAll} has no elements: this annotation does not change
 * it.
 *
 * <pre>{@code
 * @CachePut(cacheName = "cars")
 * void saveAll(@CacheAsMulti @CacheValue Map<Long, Car> carsById);
 * }</pre>
 *
 * <p><strong>Overlapping calls.</strong> With {@code @Cacheable(sync = true)} each key is loaded by exactly one of the
 * calls that overlap in this JVM; a call loads what nobody else is loading and then waits for the rest, holding no lock.
 * Where the other call fails, or takes longer than the wait limit, it loads for itself. Values are handed on as they are,
 * so callers may get the same object, as from a cache on the heap. A method that calls batch methods while it loads does
 * not wait in them. Spring's restrictions on {@code sync} apply: one operation, one cache, no {@code unless}.
 *
 * <p><strong>Changes while a method loads.</strong> A key that is evicted or put meanwhile, in this JVM, keeps its newer
 * state: the loaded value is returned, but not cached. Seen are Spring's annotations on any method, batch methods of
 * JSR-107, and views made by {@code EnhancedCacheConversionService}. Not seen are JSR-107 methods that are no batch
 * methods, caches that are used directly, and other JVMs.
 *
 * <p><strong>On a method</strong> that has Spring's {@code @CachePut}, in place of a parameter: the method always runs, its result goes to
 * the caller as it is, and each entry of it is cached by itself: those of a {@code Map} under its keys, rows under what
 * {@link #asElementField()} names. Its arguments are no part of the keys; a {@code key} must use {@code #result}, which is the value of one
 * entry. Entries are put 1,000 at a time, but for those that have changed while the method ran; the rows of a {@code Stream} or of a reactive
 * type as they pass. A {@code null} is put only with {@link #strictNull()}; rows without id are dropped, with a WARN. Two rows for one
 * element are an {@link IllegalStateException}, and nothing is cached, unless they are {@link #grouped()}; of rows that pass, which cannot
 * be grouped, the last counts. Not with {@link #maxLoadSize()}, nor with other cache annotations beside it. Since 2.0.0.
 *
 * <p>Misuse is reported when the bean is created.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CacheAsMulti {

    /**
     * Whether only an explicit {@code null} is cached: a map entry with value {@code null}, or {@code null} at a
     * position of a list or array.
     *
     * <p>An element for which the method returned nothing at all is then loaded again at the next call, and a map
     * result keeps its entries with value {@code null}. Not allowed with a {@code ConcurrentMap}, which cannot hold
     * {@code null}.
     */
    boolean strictNull() default false;

    /**
     * The property of each returned row that tells to which element it belongs, for methods that return rows in any
     * order and leave out what they do not find.
     *
     * <p>A dotted path of getters, record components, methods of that name, fields of any visibility or {@code Map} keys,
     * such as {@code "id"} or {@code "owner.id"}. A value of another type than the element is converted. Rows that are
     * {@code null}, have no value there, or belong to no element asked for are dropped; two rows for one element are
     * an {@link IllegalStateException} unless {@link #grouped()} is set. Empty (the default) means that the result is
     * matched by position.
     */
    String asElementField() default "";

    /**
     * Whether an element may have any number of rows: its value is then the {@code List} of its rows, shared with a
     * single method that returns a {@code List}. Needs {@link #asElementField()}.
     *
     * <p>An element without rows has the empty list, which is cached unless {@link #strictNull()} is set. The result of
     * the method stays flat: the rows of each element one after another, in argument order.
     */
    boolean grouped() default false;

    /**
     * How many elements the method may be asked for at once; zero (the default) means any number. More than that are
     * loaded by several calls of the method, one after another, in argument order: databases limit the length of an
     * {@code IN} list, for example.
     *
     * <p>If one of these calls throws, what the calls before it loaded is cached, and the exception reaches the caller.
     * Only for methods that look elements up: one that only puts or evicts is handed the caller's own argument, once.
     */
    int maxLoadSize() default 0;
}
