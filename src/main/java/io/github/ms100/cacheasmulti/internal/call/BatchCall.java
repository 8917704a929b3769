package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.shape.BatchArgument;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/** One call of a batch method, before anything has been done about it. */
public final class BatchCall {

    private final Object target;

    private final @Nullable Object[] arguments;

    private final @Nullable Object[] expandedArguments;

    private final BatchArgument batch;

    BatchCall(Object target, BatchMethod method, @Nullable Object[] arguments, BatchArgument batch) {
        this.target = target;
        this.arguments = arguments;
        this.expandedArguments = expandVarargs(method.method(), method.parameterIndex(), arguments);
        this.batch = batch;
    }

    /** Returns the bean. */
    public Object target() {
        return target;
    }

    /** Returns the caller's own arguments; not to be changed. */
    public @Nullable Object[] arguments() {
        return arguments;
    }

    /** Returns the arguments with variable ones each by itself, as Spring's annotations see them; not to be changed. */
    public @Nullable Object[] expandedArguments() {
        return expandedArguments;
    }

    /** Returns the batch argument taken apart, all its elements included. */
    public BatchArgument batch() {
        return batch;
    }

    /**
     * Expands the variable arguments of a method, unless they are its batch parameter, which an element replaces.
     *
     * @return a new array, or the same if there is nothing to expand
     */
    public static @Nullable Object[] expandVarargs(Method method, int batchIndex, @Nullable Object[] arguments) {
        int last = arguments.length - 1;
        if (!method.isVarArgs() || batchIndex == last) {
            return arguments;
        }
        @Nullable Object[] rest = ObjectUtils.toObjectArray(arguments[last]);
        @Nullable Object[] expanded = new Object[last + rest.length];
        System.arraycopy(arguments, 0, expanded, 0, last);
        System.arraycopy(rest, 0, expanded, last, rest.length);
        return expanded;
    }
}
