package io.github.ms100.cacheasmulti.internal.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * An expression of an operation, with what it depends on.
 *
 * @param expression the parsed expression
 * @param profile what it depends on
 */
record ElementExpression(SpelExpression expression, ExpressionProfile profile) {

    @Nullable
    Object value(EvaluationContext context) {
        return expression.getValue(context);
    }

    boolean holds(EvaluationContext context) {
        return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
    }
}
