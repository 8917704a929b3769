package io.github.ms100.cacheasmulti.internal.call;

/** What becomes of the operations of one method in each of its calls. */
public interface MethodOperations {

    /** Begins a call: caches are resolved, no key is made yet. */
    CallOperations begin(BatchCall call);
}
