package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;

/**
 * All that is known of a batch method before it is called.
 *
 * @param method what it declared
 * @param argument the type of its batch parameter
 * @param result its return type; {@code null} if nobody looks at the result by element
 * @param expressions the expressions of its operations, in order
 * @param later how its result comes later than it returns; {@code null} if it is there by then
 */
public record MethodPlan(
        BatchMethod method,
        ArgumentShape argument,
        @Nullable ResultShape result,
        List<OperationExpressions> expressions,
        @Nullable LaterType later)
        implements Plan {

    /**
     * Checks a method and plans its calls.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    public static MethodPlan of(BatchMethod method, ConversionService conversions) {
        checkLoadSize(method);
        ArgumentShape argument = ArgumentShape.of(method);
        List<OperationExpressions> expressions = new ArrayList<>();
        boolean resultByElement = !method.ignoresResult();
        for (BatchOperation operation : method.operations()) {
            OperationExpressions parsed = OperationExpressions.of(method, operation);
            expressions.add(parsed);
            resultByElement |= operation.afterInvocation() && parsed.useResult();
        }
        if (!resultByElement) {
            ResultShape.checkIgnored(method);
        }
        ResultShape result = resultByElement
                ? ResultShape.of(method, argument.elementClass(), conversions, BatchExecution.ABSENT)
                : null;
        return new MethodPlan(method, argument, result, List.copyOf(expressions), later(method));
    }

    // What JSR-107 may return later is nobody's affair: all that is to be done has been done by then.
    private static @Nullable LaterType later(BatchMethod method) {
        LaterType later = method.later();
        boolean supported = later != null && later.kind() != LaterType.Kind.UNSUPPORTED && method.isSprings();
        return supported ? later : null;
    }

    private static void checkLoadSize(BatchMethod method) {
        int size = method.annotation().maxLoadSize();
        if (size < 0) {
            throw method.invalid(
                    "has maxLoadSize = %d, which is no number of elements".formatted(size),
                    "Set it to 1 or more, or to 0 to load any number at once.");
        }
        if (size > 0 && !method.reads()) {
            throw method.invalid(
                    "has maxLoadSize = %d, but looks nothing up, and so is handed the caller's whole argument"
                            .formatted(size),
                    "Remove maxLoadSize.");
        }
    }

    /** Returns whether equal elements are one: not where a put or evict has a value of its own for each of them. */
    public boolean mergesDuplicates() {
        boolean valueOfItsOwn = method.storesArgument() || (result != null && result.isPositional());
        return method.reads() || !valueOfItsOwn;
    }

    /** Returns whether the caller is told which elements could not be loaded, and gets the rest (P5). */
    public boolean tellsFailures() {
        return result != null && result.tellsFailures();
    }

    /** Returns whether the method is handed equal elements one beside the other, and says which value is whose. */
    public boolean tellsEqualElementsApart() {
        return result != null && result.isPositional() && argument.holdsEqualElements();
    }
}
