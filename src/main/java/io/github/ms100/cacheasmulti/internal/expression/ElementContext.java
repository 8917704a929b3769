package io.github.ms100.cacheasmulti.internal.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.expression.EvaluationException;

/** An evaluation context in which the batch parameter's names mean one element, which can be exchanged. */
final class ElementContext extends MethodBasedEvaluationContext {

    /** Stands for a result that is not there yet: {@code #result} is {@code null}. */
    static final Object NO_RESULT = new Object();

    /** Stands for a result that is asked for too early: {@code #result} throws. */
    static final Object UNAVAILABLE = new Object();

    private final OperationExpressions expressions;

    private final @Nullable Object[] arguments;

    private @Nullable Object element;

    private @Nullable Object result = NO_RESULT;

    ElementContext(ExpressionRoot root, OperationExpressions expressions) {
        super(root, expressions.method().targetMethod(), root.getArgs(), OperationExpressions.PARAMETER_NAMES);
        this.expressions = expressions;
        this.arguments = root.getArgs();
    }

    ElementContext at(@Nullable Object element, @Nullable Object result) {
        this.element = element;
        this.arguments[expressions.method().parameterIndex()] = element;
        this.result = result;
        return this;
    }

    @Override
    public @Nullable Object lookupVariable(String name) {
        if (name.equals("result") && result != NO_RESULT) {
            if (result == UNAVAILABLE) {
                throw new ResultUnavailableException();
            }
            return result;
        }
        return expressions.namesElement(name) ? element : super.lookupVariable(name);
    }

    /** Tells that a condition needs the result. */
    static final class ResultUnavailableException extends EvaluationException {

        private static final long serialVersionUID = 1L;

        ResultUnavailableException() {
            super("The result is not available before the method has run");
        }
    }
}
