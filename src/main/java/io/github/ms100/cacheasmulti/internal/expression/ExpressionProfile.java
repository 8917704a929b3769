package io.github.ms100.cacheasmulti.internal.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;

/** What an expression depends on, read off its syntax tree. */
final class ExpressionProfile {

    /** The names of variables that hold no argument. */
    private static final Set<String> KNOWN = Set.of("result", "root", "this");

    private final Set<String> elementNames;

    private final int elementIndex;

    private boolean isElement;

    private boolean usesElement;

    private boolean usesResult;

    private boolean usesCall;

    private boolean keepsState;

    private boolean usesOtherArguments;

    private ExpressionProfile(Set<String> elementNames, int elementIndex) {
        this.elementNames = elementNames;
        this.elementIndex = elementIndex;
    }

    /**
     * Reads an expression.
     *
     * @param tree its syntax tree
     * @param elementNames the names of the variables that hold the element
     * @param elementIndex the position of the element among the arguments
     */
    static ExpressionProfile of(SpelNode tree, Set<String> elementNames, int elementIndex) {
        ExpressionProfile profile = new ExpressionProfile(elementNames, elementIndex);
        profile.visit(tree, true);
        profile.isElement =
                tree instanceof VariableReference variable && profile.namesElement(variable) && !profile.usesResult;
        return profile;
    }

    /** Returns whether the outcome is the element itself. */
    boolean isElement() {
        return isElement;
    }

    /** Returns whether the element is mentioned, by name or among the arguments. */
    boolean usesElement() {
        return usesElement;
    }

    boolean usesResult() {
        return usesResult;
    }

    /** Returns whether the outcome is the same for all elements of a call. */
    boolean isConstant() {
        return !usesElement && !usesResult && !usesCall && !keepsState;
    }

    /** Returns whether the expression may keep or change what it is evaluated on, so that nothing can be reused. */
    boolean keepsState() {
        return keepsState;
    }

    /** Returns whether another argument of the call than the element may be looked at. */
    boolean usesOtherArguments() {
        return usesOtherArguments;
    }

    // Inside a selection or projection, #this and bare properties belong to the item, not to the root.
    private void visit(SpelNode node, boolean onRoot) {
        if (node instanceof CompoundExpression) {
            visitCompound(node, onRoot);
            return;
        }
        if (node instanceof VariableReference variable) {
            visitVariable(variable, onRoot);
        } else if (node instanceof PropertyOrFieldReference property) {
            if (onRoot && isArgs(property)) {
                useRoot();
            }
        } else if (isCall(node)) {
            usesCall = true;
            if (node instanceof MethodReference && onRoot) {
                useRoot();
            }
        } else if (node instanceof Assign || node instanceof OpInc || node instanceof OpDec) {
            keepsState = true;
        }
        visitChildren(node, onRoot && !(node instanceof Selection) && !(node instanceof Projection));
    }

    private void visitCompound(SpelNode compound, boolean onRoot) {
        SpelNode head = compound.getChild(0);
        int next = 0;
        if (head instanceof VariableReference variable && isRoot(variable, onRoot)) {
            next = 1;
        } else if (!(head instanceof PropertyOrFieldReference) || !onRoot) {
            visit(head, onRoot);
            visitTail(compound, 1, onRoot);
            return;
        }
        if (!(compound.getChild(next) instanceof PropertyOrFieldReference property)) {
            useRoot();
        } else if (isArgs(property)) {
            visitArgs(next + 1 < compound.getChildCount() ? compound.getChild(next + 1) : null);
        }
        visitTail(compound, next + 1, onRoot);
    }

    // The accessor of SpEL finds them under both names.
    private static boolean isArgs(PropertyOrFieldReference property) {
        return property.getName().equals("args") || property.getName().equals("Args");
    }

    private void visitArgs(@Nullable SpelNode index) {
        if (index instanceof Indexer && index.getChild(0) instanceof IntLiteral literal) {
            boolean isOfElement = Integer.valueOf(elementIndex)
                    .equals(literal.getLiteralValue().getValue());
            usesElement |= isOfElement;
            usesOtherArguments |= !isOfElement;
        } else {
            useRoot();
        }
    }

    private void visitTail(SpelNode compound, int from, boolean onRoot) {
        for (int i = from; i < compound.getChildCount(); i++) {
            SpelNode node = compound.getChild(i);
            usesCall |= isCall(node);
            visitChildren(node, onRoot && !(node instanceof Selection) && !(node instanceof Projection));
        }
    }

    private void visitChildren(SpelNode node, boolean onRoot) {
        for (int i = 0; i < node.getChildCount(); i++) {
            if (!isLiteralName(node, i)) {
                visit(node.getChild(i), onRoot);
            }
        }
    }

    // The bare name of a map's key is a text, not a property.
    private static boolean isLiteralName(SpelNode parent, int index) {
        boolean isKey = parent instanceof Indexer || (parent instanceof InlineMap && index % 2 == 0);
        return isKey && parent.getChild(index) instanceof PropertyOrFieldReference;
    }

    private void visitVariable(VariableReference variable, boolean onRoot) {
        usesElement |= namesElement(variable);
        usesResult |= nameOf(variable).equals("result");
        usesOtherArguments |= !namesElement(variable) && !KNOWN.contains(nameOf(variable));
        if (isRoot(variable, onRoot)) {
            useRoot();
        }
    }

    private boolean namesElement(VariableReference variable) {
        return elementNames.contains(nameOf(variable));
    }

    private void useRoot() {
        usesElement = true;
        usesOtherArguments = true;
        keepsState = true;
    }

    private static boolean isRoot(VariableReference variable, boolean onRoot) {
        String name = nameOf(variable);
        return name.equals("root") || (onRoot && name.equals("this"));
    }

    // The syntax tree shows the name only with its '#'.
    static String nameOf(VariableReference variable) {
        return variable.toStringAST().substring(1);
    }

    private static boolean isCall(SpelNode node) {
        return node instanceof MethodReference
                || node instanceof FunctionReference
                || node instanceof BeanReference
                || node instanceof ConstructorReference;
    }
}
