package io.github.ms100.cacheasmulti.internal.expression;

import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
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

    private static final String RESULT = "#result";

    private final Set<String> elementVariables;

    private final int elementIndex;

    private boolean usesElement;

    private boolean usesResult;

    private boolean usesCall;

    private boolean keepsState;

    private ExpressionProfile(Set<String> elementVariables, int elementIndex) {
        this.elementVariables = elementVariables;
        this.elementIndex = elementIndex;
    }

    /**
     * Reads an expression.
     *
     * @param tree its syntax tree
     * @param elementVariables the variables that hold the element, with their {@code #}
     * @param elementIndex the position of the element among the arguments
     */
    static ExpressionProfile of(SpelNode tree, Set<String> elementVariables, int elementIndex) {
        ExpressionProfile profile = new ExpressionProfile(elementVariables, elementIndex);
        profile.visit(tree, true);
        return profile;
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

    // Inside a selection or projection, #this and bare properties belong to the item, not to the root.
    private void visit(SpelNode node, boolean onRoot) {
        if (node instanceof CompoundExpression) {
            visitCompound(node, onRoot);
            return;
        }
        if (node instanceof VariableReference) {
            visitVariable(node.toStringAST(), onRoot);
        } else if (node instanceof PropertyOrFieldReference property) {
            if (onRoot && property.getName().equals("args")) {
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
        if (head instanceof VariableReference && isRoot(head.toStringAST(), onRoot)) {
            next = 1;
        } else if (!(head instanceof PropertyOrFieldReference) || !onRoot) {
            visit(head, onRoot);
            visitTail(compound, 1, onRoot);
            return;
        }
        if (!(compound.getChild(next) instanceof PropertyOrFieldReference property)) {
            useRoot();
        } else if (property.getName().equals("args")) {
            visitArgs(next + 1 < compound.getChildCount() ? compound.getChild(next + 1) : null);
        }
        visitTail(compound, next + 1, onRoot);
    }

    private void visitArgs(@org.jspecify.annotations.Nullable SpelNode index) {
        if (index instanceof Indexer && index.getChild(0) instanceof IntLiteral literal) {
            usesElement |= Integer.valueOf(elementIndex)
                    .equals(literal.getLiteralValue().getValue());
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
            visit(node.getChild(i), onRoot);
        }
    }

    private void visitVariable(String name, boolean onRoot) {
        usesElement |= elementVariables.contains(name);
        usesResult |= name.equals(RESULT);
        if (isRoot(name, onRoot)) {
            useRoot();
        }
    }

    private void useRoot() {
        usesElement = true;
        keepsState = true;
    }

    private static boolean isRoot(String variable, boolean onRoot) {
        return variable.equals("#root") || (onRoot && variable.equals("#this"));
    }

    private static boolean isCall(SpelNode node) {
        return node instanceof MethodReference
                || node instanceof FunctionReference
                || node instanceof BeanReference
                || node instanceof ConstructorReference;
    }
}
