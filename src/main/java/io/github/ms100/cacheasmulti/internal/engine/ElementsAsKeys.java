package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules by which every element of a call takes part, and is its own key. */
public final class ElementsAsKeys implements ElementRules {

    /** The only ones. */
    public static final ElementRules RULES = new ElementsAsKeys();

    private ElementsAsKeys() {}

    @Override
    public boolean keysAreDistinct() {
        return true;
    }

    @Override
    public boolean areKeys(@Nullable Object[] elements) {
        for (Object element : elements) {
            if (element == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean unconditional() {
        return true;
    }

    @Override
    public boolean passes(@Nullable Object element) {
        return true;
    }

    @Override
    public Boolean foresee(@Nullable Object element) {
        return true;
    }

    @Override
    public boolean passes(@Nullable Object element, @Nullable Object result) {
        return true;
    }

    @Override
    public boolean mayReject() {
        return false;
    }

    @Override
    public boolean rejects(@Nullable Object element, @Nullable Object value) {
        return false;
    }

    @Override
    public boolean keyNeedsResult() {
        return false;
    }

    @Override
    public Object key(@Nullable Object element) {
        return Objects.requireNonNullElse(element, this);
    }

    @Override
    public Object key(@Nullable Object element, @Nullable Object result) {
        return key(element);
    }

    @Override
    public Object foreseeKey(@Nullable Object element) {
        return key(element);
    }
}
