package io.github.ms100.cacheasmulti.internal.expression;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.util.StringUtils;

/** Key, condition and unless of one operation, parsed and checked once (S14). */
public final class OperationExpressions {

    static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private final BatchMethod method;

    private final Set<String> elementNames = new LinkedHashSet<>();

    private final @Nullable ElementExpression key;

    private final @Nullable ElementExpression condition;

    private final @Nullable ElementExpression unless;

    private OperationExpressions(BatchMethod method, BatchOperation operation) {
        this.method = method;
        if (!method.seeds()) {
            nameElement(method.parameterIndex());
        }
        Expressions declared = operation.expressions();
        this.key = parse("key", declared.key());
        this.condition = parse("condition", declared.condition());
        this.unless = parse("unless", declared.unless());
    }

    private void nameElement(int index) {
        @Nullable String @Nullable [] names = PARAMETER_NAMES.getParameterNames(method.targetMethod());
        if (names != null && names[index] != null) {
            elementNames.add(names[index]);
        }
        elementNames.add("p" + index);
        elementNames.add("a" + index);
    }

    /**
     * Parses the expressions of an operation.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if an expression cannot be
     *     parsed, treats an element as if it were the whole collection, or its key is the same for all elements
     */
    public static OperationExpressions of(BatchMethod method, BatchOperation operation) {
        OperationExpressions expressions = new OperationExpressions(method, operation);
        boolean everything = operation instanceof BatchOperation.Evict evict && evict.allEntries();
        if (!everything) {
            expressions.checkKey(operation);
            expressions.checkElements(expressions.key);
        }
        expressions.checkElements(expressions.condition);
        expressions.checkElements(expressions.unless);
        return expressions;
    }

    /** Returns whether the key is made by an expression, not by a generator. */
    public boolean hasKey() {
        return key != null;
    }

    /** Returns whether the key is the element itself. */
    public boolean keyIsElement() {
        return key != null && key.profile().isElement();
    }

    /** Returns whether there is no condition. */
    public boolean unconditional() {
        return condition == null;
    }

    /** Returns whether a value may be kept from being stored. */
    public boolean mayReject() {
        return unless != null;
    }

    /** Returns whether the condition can only be judged for an element. */
    public boolean conditionNeedsElement() {
        return condition != null
                && (condition.profile().usesElement() || condition.profile().usesResult());
    }

    /** Returns whether key or condition look at the result. */
    public boolean useResult() {
        return conditionUsesResult() || keyUsesResult();
    }

    /** Returns whether the condition looks at the result. */
    public boolean conditionUsesResult() {
        return condition != null && condition.profile().usesResult();
    }

    /** Returns whether the key looks at the result. */
    public boolean keyUsesResult() {
        return key != null && key.profile().usesResult();
    }

    /** Returns whether the key may look at other arguments of the call than the element. */
    public boolean keyUsesOtherArguments() {
        return key != null && key.profile().usesOtherArguments();
    }

    @Nullable
    ElementExpression key() {
        return key;
    }

    @Nullable
    ElementExpression condition() {
        return condition;
    }

    @Nullable
    ElementExpression unless() {
        return unless;
    }

    BatchMethod method() {
        return method;
    }

    boolean namesElement(String variable) {
        return elementNames.contains(variable);
    }

    /** Returns what the names of the element and its value mean, as messages say it. */
    String describeNames() {
        return elementNames.isEmpty()
                ? "There #result means the value of one entry, never all of them"
                : "There %s mean one element, and #result the value of one, never all of them"
                        .formatted(describeElement());
    }

    /** Returns the names of the element, as messages show them. */
    String describeElement() {
        return "#" + String.join(", #", elementNames);
    }

    private @Nullable ElementExpression parse(String attribute, String text) {
        if (!StringUtils.hasText(text)) {
            return null;
        }
        try {
            SpelExpression expression = PARSER.parseRaw(text);
            ExpressionProfile profile =
                    ExpressionProfile.of(expression.getAST(), elementNames, method.parameterIndex());
            return new ElementExpression(this, attribute, expression, profile);
        } catch (ParseException ex) {
            throw method.invalid(
                    "has the %s \"%s\", which is no SpEL expression: %s".formatted(attribute, text, ex.getMessage()),
                    "Correct the expression.");
        }
    }

    private void checkKey(BatchOperation operation) {
        if (method.seeds()) {
            checkKeyOfResult();
            return;
        }
        if (key == null
                || key.profile().usesElement()
                || (operation.afterInvocation() && key.profile().usesResult())) {
            return;
        }
        throw method.invalid(
                "has the key \"%s\", which is the same for all elements: it mentions neither %s%s"
                        .formatted(
                                operation.expressions().key(),
                                describeElement(),
                                operation.afterInvocation() ? " nor #result" : ""),
                "Use the element in the key. If its name is not known, compile with '-parameters' or use #p%d."
                        .formatted(method.parameterIndex()));
    }

    private void checkKeyOfResult() {
        if (key != null && !key.profile().usesResult()) {
            throw method.invalid(
                    "has the key \"%s\", which is the same for all entries: it does not mention #result"
                            .formatted(key.expression().getExpressionString()),
                    "Use #result, which means the value of one entry, or remove the key: it is the key of the map, or what"
                            + " asElementField names.");
        }
    }

    private void checkElements(@Nullable ElementExpression checked) {
        if (checked == null) {
            return;
        }
        String asked = new WholeAsElement(method, elementNames)
                .visit(checked.expression().getAST());
        if (asked != null) {
            throw method.invalid(
                    "has the %s \"%s\", which %s: it has no such thing. %s"
                            .formatted(
                                    checked.attribute(),
                                    checked.expression().getExpressionString(),
                                    asked,
                                    describeNames()),
                    "Write the expression as for a method of one element, or remove it.");
        }
    }
}
