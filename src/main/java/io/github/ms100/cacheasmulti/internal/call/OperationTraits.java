package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;

/**
 * What is known of the keys and conditions of an operation before any call of it.
 *
 * @param operation as it was declared
 * @param expressions its own
 * @param simpleKey whether every element is its own key, unless it is null or an array
 * @param keyFollowsElement whether equal elements have equal keys, and others have others
 * @param distinctKeys whether no two different elements can have the same key
 */
record OperationTraits(
        BatchOperation operation,
        OperationExpressions expressions,
        boolean simpleKey,
        boolean keyFollowsElement,
        boolean distinctKeys) {}
