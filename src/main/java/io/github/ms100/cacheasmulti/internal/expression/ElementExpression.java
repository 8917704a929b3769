package io.github.ms100.cacheasmulti.internal.expression;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * An expression of an operation, with what it depends on.
 *
 * @param owner the operation's expressions
 * @param attribute the attribute of the annotation that holds it
 * @param expression the parsed expression
 * @param profile what it depends on
 */
record ElementExpression(
        OperationExpressions owner, String attribute, SpelExpression expression, ExpressionProfile profile) {

    @Nullable
    Object value(EvaluationContext context) {
        try {
            return expression.getValue(context);
        } catch (SpelEvaluationException ex) {
            throw ElementExpressionException.of(this, ex);
        }
    }

    boolean holds(EvaluationContext context) {
        try {
            return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
        } catch (SpelEvaluationException ex) {
            throw ElementExpressionException.of(this, ex);
        }
    }
}
