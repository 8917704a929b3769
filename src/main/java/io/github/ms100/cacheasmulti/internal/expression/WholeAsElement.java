package io.github.ms100.cacheasmulti.internal.expression;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
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
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds what an expression asks of an element, or of its value, as if it were the whole collection (S15). Only what cannot
 * work for any object, and is evaluated whenever the object is there.
 */
final class WholeAsElement {

    private final Set<String> elementNames;

    private final CertainTypes types;

    /**
     * Prepares to look through the expressions of a method.
     *
     * @param method the method
     * @param elementNames the names of the variables that hold the element
     */
    WholeAsElement(BatchMethod method, Set<String> elementNames) {
        this.elementNames = elementNames;
        this.types = CertainTypes.of(method);
    }

    /**
     * Looks through an expression, given its syntax tree.
     *
     * @return what is asked, as a predicate in words; {@code null} if nothing that is certain to fail
     */
    @Nullable
    String visit(SpelNode node) {
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
        Class<?> type = typeOf(variable);
        if (type == null || (step instanceof SpelNodeImpl node && node.isNullSafe())) {
            return null;
        }
        String asked = asked(type, step);
        return (asked == null) ? null : asked.formatted(variable.toStringAST(), type.getName());
    }

    /** Returns the final class of what a variable holds; {@code null} if that is not certain. */
    private @Nullable Class<?> typeOf(VariableReference variable) {
        String name = ExpressionProfile.nameOf(variable);
        boolean isElement = elementNames.contains(name);
        if (name.equals("result")) {
            return isElement ? null : types.value();
        }
        return isElement ? types.element() : null;
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
                && typeOf(variable) != null;
    }

    /**
     * The classes of an element and of its value, where they are certain: final, so that no object can have more members.
     *
     * @param element that of the element; {@code null} if it is not certain
     * @param value that of what {@code #result} is; {@code null} if it is not certain
     */
    private record CertainTypes(
            @Nullable Class<?> element, @Nullable Class<?> value) {

        static CertainTypes of(BatchMethod method) {
            return new CertainTypes(
                    method.seeds() ? null : certain(itemOf(method.parameterType(), 0)),
                    method.annotation().grouped() ? null : valueClass(method));
        }

        private static @Nullable Class<?> valueClass(BatchMethod method) {
            ResolvableType value = itemOf(method.resultType(), 1);
            boolean unwrapped = method.isSprings() && value.resolve() == Optional.class;
            return certain(unwrapped ? value.getGeneric() : value);
        }

        private static ResolvableType itemOf(ResolvableType container, int indexInMap) {
            if (container.isArray()) {
                return container.getComponentType();
            }
            if (Arrays.stream(container.getGenerics()).anyMatch(CertainTypes::isOfAnySupertype)) {
                return ResolvableType.NONE;
            }
            if (Stream.class.isAssignableFrom(container.toClass())) {
                return container.as(Stream.class).getGeneric();
            }
            return Map.class.isAssignableFrom(container.toClass())
                    ? container.as(Map.class).getGeneric(indexInMap)
                    : container.as(Iterable.class).getGeneric();
        }

        // Spring takes ? super Long for a Long.
        private static boolean isOfAnySupertype(ResolvableType generic) {
            return generic.getType() instanceof WildcardType wildcard && wildcard.getLowerBounds().length > 0;
        }

        private static @Nullable Class<?> certain(ResolvableType type) {
            Class<?> resolved = type.resolve();
            if (resolved == null) {
                return null;
            }
            Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(resolved);
            // Of these, SpEL finds more than their members: statics, items, what is inside.
            boolean special = boxed.isArray() || boxed == Class.class || boxed == Optional.class;
            return (Modifier.isFinal(boxed.getModifiers()) && !special) ? boxed : null;
        }
    }
}
