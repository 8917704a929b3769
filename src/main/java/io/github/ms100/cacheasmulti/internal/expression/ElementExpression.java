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
            throw failed(ex);
        }
    }

    /** Judges a condition; what is no {@code true} does not hold. */
    boolean holds(EvaluationContext context) {
        try {
            return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
        } catch (SpelEvaluationException ex) {
            throw failed(ex);
        }
    }

    /** Returns the failure of this expression; that of another one, which it led to, as it is. */
    private SpelEvaluationException failed(SpelEvaluationException cause) {
        if (cause instanceof Failure) {
            return cause;
        }
        String message =
                "%s has the %s \"%s\", which failed for an element: %s. %s. Write the expression as for a method of one element."
                        .formatted(
                                owner.method(),
                                attribute,
                                expression.getExpressionString(),
                                cause.getMessage(),
                                owner.describeNames());
        return new Failure(message, cause);
    }

    /**
     * A failure as SpEL tells it, with where the expression stands and what its names mean. What a method throws that the
     * expression calls is none.
     */
    private static final class Failure extends SpelEvaluationException {

        private static final long serialVersionUID = 1L;

        private final String message;

        // Its inserts may be null, which NullAway takes for an array that may be.
        @SuppressWarnings("NullAway")
        Failure(String message, SpelEvaluationException cause) {
            super(cause.getPosition(), cause, cause.getMessageCode(), cause.getInserts());
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
