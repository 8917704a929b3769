package io.github.ms100.cacheasmulti.internal.expression;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.SpelNodeImpl;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds what an expression asks of an element, or of its value, as if it were the whole collection (S15). Only what cannot
 * work for any object, and is evaluated whenever the object is there.
 */
final class WholeAsElement {

    /** The class of what a variable holds; {@code null} if that is not certain. */
    private final Function<String, @Nullable Class<?>> typeOf;

    private WholeAsElement(Function<String, @Nullable Class<?>> typeOf) {
        this.typeOf = typeOf;
    }

    /**
     * Looks through an expression.
     *
     * @param tree its syntax tree
     * @param typeOf tells for the name of a variable the final class of what it holds; {@code null} for all others
     * @return what is asked, as a predicate in words; {@code null} if nothing that is certain to fail
     */
    static @Nullable String find(SpelNode tree, Function<String, @Nullable Class<?>> typeOf) {
        return new WholeAsElement(typeOf).visit(tree);
    }

    private @Nullable String visit(SpelNode node) {
        if (node instanceof CompoundExpression) {
            return (node.getChild(0) instanceof VariableReference variable)
                    ? step(variable, node.getChild(1))
                    : visit(node.getChild(0));
        }
        if (node instanceof Elvis) {
            return visit(node.getChild(0));
        }
        if (node instanceof OpAnd || node instanceof OpOr || node instanceof Ternary) {
            return visitChildren(node, testsForNull(node.getChild(0)) ? node.getChildCount() : 1);
        }
        boolean evaluatesAll = node instanceof Operator || node instanceof OperatorNot || node instanceof InlineList;
        return evaluatesAll ? visitChildren(node, node.getChildCount()) : null;
    }

    private @Nullable String visitChildren(SpelNode node, int count) {
        String found = null;
        for (int i = 0; i < count && found == null; i++) {
            found = visit(node.getChild(i));
        }
        return found;
    }

    private @Nullable String step(VariableReference variable, SpelNode step) {
        Class<?> type = typeOf.apply(ExpressionProfile.nameOf(variable));
        if (type == null || (step instanceof SpelNodeImpl node && node.isNullSafe())) {
            return null;
        }
        String asked = asked(type, step);
        return (asked == null) ? null : asked.formatted(variable.toStringAST(), type.getName());
    }

    private static @Nullable String asked(Class<?> type, SpelNode step) {
        if (step instanceof MethodReference method) {
            return hasMethod(type, List.of(method.getName())) ? null : "calls " + method.getName() + "() of %s, a %s";
        }
        if (step instanceof PropertyOrFieldReference property) {
            return hasProperty(type, property.getName()) ? null : "reads '" + property.getName() + "' of %s, a %s";
        }
        boolean items = Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (step instanceof Projection || step instanceof Selection) {
            return items ? null : "goes through the items of %s, a %s";
        }
        boolean byNumber = step instanceof Indexer && step.getChild(0) instanceof IntLiteral;
        return (byNumber && !items && type != String.class) ? "takes an item of %s, a %s" : null;
    }

    private static boolean hasProperty(Class<?> type, String name) {
        String capitalized = StringUtils.capitalize(name);
        return hasMethod(type, List.of(name, "get" + capitalized, "is" + capitalized)) || hasField(type, name);
    }

    // Whatever its parameters and whoever may call it: in doubt it is there.
    private static boolean hasMethod(Class<?> type, List<String> names) {
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                .map(Method::getName)
                .anyMatch(name -> lower.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasField(Class<?> type, String name) {
        boolean inherited = Arrays.stream(type.getFields()).map(Field::getName).anyMatch(name::equalsIgnoreCase);
        return inherited || ReflectionUtils.findField(type, name) != null;
    }

    private boolean testsForNull(SpelNode node) {
        if (node instanceof OpAnd || node instanceof OpOr) {
            return testsForNull(node.getChild(0)) && testsForNull(node.getChild(1));
        }
        if (node instanceof OperatorNot) {
            return testsForNull(node.getChild(0));
        }
        return (node instanceof OpEQ || node instanceof OpNE)
                && (isNullOf(node.getChild(0), node.getChild(1)) || isNullOf(node.getChild(1), node.getChild(0)));
    }

    private boolean isNullOf(SpelNode literal, SpelNode tested) {
        return literal instanceof NullLiteral
                && tested instanceof VariableReference variable
                && typeOf.apply(ExpressionProfile.nameOf(variable)) != null;
    }
}
