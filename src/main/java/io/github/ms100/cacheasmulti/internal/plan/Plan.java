package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.List;

/** All that is known, before it is called, of a method with the annotation. */
public sealed interface Plan permits MethodPlan, SeedPlan {

    /** Returns what it declared. */
    BatchMethod method();

    /** Returns the expressions of its operations, in order. */
    List<OperationExpressions> expressions();
}
