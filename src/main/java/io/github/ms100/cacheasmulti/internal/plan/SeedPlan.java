package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.shape.SeededResult;
import java.util.List;
import org.springframework.core.convert.ConversionService;

/**
 * What is made once of a method whose result is cached entry by entry (P6).
 *
 * @param method with its operations, all of which put
 * @param result its return type
 * @param expressions those of its operations, in order
 */
public record SeedPlan(BatchMethod method, SeededResult result, List<OperationExpressions> expressions)
        implements Plan {

    /**
     * Checks a method and plans its calls.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    public static SeedPlan of(BatchMethod method, ConversionService conversions) {
        if (BatchParameter.find(method.method(), method.targetClass()) != null) {
            throw method.invalid(
                    "has a @CacheAsMulti parameter as well",
                    "Keep it on the parameter if that holds the elements, else on the method, whose result does.");
        }
        if (!method.operations().stream().allMatch(BatchOperation.Write.class::isInstance)) {
            throw method.invalid(
                    "has other cache annotations than @CachePut",
                    "Put them on a method of its own, or @CacheAsMulti on the parameter that holds the elements.");
        }
        if (method.annotation().maxLoadSize() != 0) {
            throw method.invalid("has maxLoadSize, but is asked for no elements", "Remove maxLoadSize.");
        }
        SeededResult result = SeededResult.of(method, conversions);
        return new SeedPlan(
                method,
                result,
                method.operations().stream()
                        .map(operation -> OperationExpressions.of(method, operation))
                        .toList());
    }
}
