package io.github.ms100.cacheasmulti.internal.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** Evaluates the expressions of one operation in one call, element by element (S15). Not thread-safe. */
public final class ElementEvaluator {

    private final OperationExpressions expressions;

    private final ExpressionRoot root;

    private final StandardEvaluationContext delegates;

    private @Nullable ElementContext reused;

    private @Nullable Boolean constantCondition;

    private @Nullable Boolean constantUnless;

    /**
     * Creates an evaluator.
     *
     * @param expressions the expressions of the operation
     * @param root the root object of the call, whose arguments are this evaluator's own and are changed by it
     * @param delegates the bean resolver, type converter and accessors to use
     */
    public ElementEvaluator(
            OperationExpressions expressions, ExpressionRoot root, StandardEvaluationContext delegates) {
        this.expressions = expressions;
        this.root = root;
        this.delegates = delegates;
    }

    /** Evaluates the key before the result is known; the operation must have one. */
    public @Nullable Object key(@Nullable Object element) {
        return key(element, ElementContext.NO_RESULT);
    }

    /** Evaluates the key with a result; the operation must have one. */
    public @Nullable Object key(@Nullable Object element, @Nullable Object result) {
        ElementExpression key = expressions.key();
        if (key == null) {
            throw new IllegalStateException("The operation has no key expression");
        }
        return key.value(context(key, element, result));
    }

    /** Evaluates the key without the result; {@code null} if it needs it. The operation must have one. */
    public @Nullable Object foreseeKey(@Nullable Object element) {
        try {
            return key(element, ElementContext.UNAVAILABLE);
        } catch (ElementContext.ResultUnavailableException ex) {
            return null;
        }
    }

    /** Judges the condition before the result is known. */
    public boolean condition(@Nullable Object element) {
        return condition(element, ElementContext.NO_RESULT);
    }

    /** Judges the condition with a result. */
    public boolean condition(@Nullable Object element, @Nullable Object result) {
        ElementExpression condition = expressions.condition();
        if (condition == null) {
            return true;
        }
        if (!condition.profile().isConstant()) {
            return condition.holds(context(condition, element, result));
        }
        if (constantCondition == null) {
            constantCondition = condition.holds(context(condition, element, result));
        }
        return constantCondition;
    }

    /** Judges the condition as far as possible without the result; {@code null} if it needs it. */
    public @Nullable Boolean foresee(@Nullable Object element) {
        try {
            return condition(element, ElementContext.UNAVAILABLE);
        } catch (ElementContext.ResultUnavailableException ex) {
            return null;
        }
    }

    /** Judges unless with a value. */
    public boolean unless(@Nullable Object element, @Nullable Object value) {
        ElementExpression unless = expressions.unless();
        if (unless == null) {
            return false;
        }
        if (!unless.profile().isConstant()) {
            return unless.holds(context(unless, element, value));
        }
        if (constantUnless == null) {
            constantUnless = unless.holds(context(unless, element, value));
        }
        return constantUnless;
    }

    private ElementContext context(ElementExpression expression, @Nullable Object element, @Nullable Object result) {
        if (expression.profile().keepsState()) {
            return newContext(root.copy()).at(element, result);
        }
        ElementContext context = reused;
        if (context == null) {
            context = newContext(root);
            reused = context;
        }
        return context.at(element, result);
    }

    private ElementContext newContext(ExpressionRoot root) {
        ElementContext context = new ElementContext(root, expressions);
        delegates.applyDelegatesTo(context);
        return context;
    }

    /** An evaluation context in which the batch parameter's names mean one element, which can be exchanged. */
    static final class ElementContext extends MethodBasedEvaluationContext {

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
            if (!expressions.method().seeds()) {
                this.arguments[expressions.method().parameterIndex()] = element;
            }
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
}
