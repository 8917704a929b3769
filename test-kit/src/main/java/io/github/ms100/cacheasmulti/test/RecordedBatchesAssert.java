package io.github.ms100.cacheasmulti.test;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on {@link RecordedBatches}, by method and by cache. What fails says what was recorded.
 *
 * @since 2.0.0
 */
public final class RecordedBatchesAssert extends AbstractAssert<RecordedBatchesAssert, RecordedBatches> {

    RecordedBatchesAssert(RecordedBatches actual) {
        super(actual, RecordedBatchesAssert.class);
    }

    /**
     * Returns assertions on the loads of a batch method. A method that is declared by a superclass or an interface is that
     * of all beans which have it: a listener is told of the method as it was declared.
     *
     * @param type the class of the bean, or an interface through which it is called
     * @param name the name of the method; overloaded ones are all meant
     * @throws IllegalArgumentException if there is no batch method of that name
     */
    public MethodBatchesAssert method(Class<?> type, String name) {
        isNotNull();
        return new MethodBatchesAssert(actual, type, name);
    }

    /**
     * Returns assertions on what batch methods did with a cache.
     *
     * @param name the name of the cache; of several managers' all of that name are meant
     */
    public CacheBatchesAssert cache(String name) {
        isNotNull();
        return new CacheBatchesAssert(actual, name);
    }

    /** Asserts that no batch method did anything. */
    public RecordedBatchesAssert isEmpty() {
        isNotNull();
        if (!actual.isEmpty()) {
            failWithMessage("Expected no batch, but recorded was:%n%s", actual);
        }
        return this;
    }
}
