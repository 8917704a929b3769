package io.github.ms100.cacheasmulti.internal.expression;

import org.springframework.expression.spel.SpelEvaluationException;

/**
 * The failure of an expression as SpEL tells it, with where the expression stands and what its names mean. What a method
 * throws that the expression calls is none.
 */
final class ElementExpressionException extends SpelEvaluationException {

    private static final long serialVersionUID = 1L;

    private final String message;

    // Its inserts may be null, which NullAway takes for an array that may be.
    @SuppressWarnings("NullAway")
    private ElementExpressionException(String message, SpelEvaluationException cause) {
        super(cause.getPosition(), cause, cause.getMessageCode(), cause.getInserts());
        this.message = message;
    }

    /** Returns the failure of an expression; that of another one, which it led to, as it is. */
    static SpelEvaluationException of(ElementExpression failed, SpelEvaluationException cause) {
        if (cause instanceof ElementExpressionException) {
            return cause;
        }
        String message =
                ("%s has the %s \"%s\", which failed for an element: %s. There %s mean one element, and #result the"
                                + " value of one, never all of them. Write the expression as for a method of one element.")
                        .formatted(
                                failed.owner().method(),
                                failed.attribute(),
                                failed.expression().getExpressionString(),
                                cause.getMessage(),
                                failed.owner().describeElement());
        return new ElementExpressionException(message, cause);
    }

    @Override
    public String getMessage() {
        return message;
    }
}
